package misskey.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a meter says that is told when its thread ran. */
class LagMeterTest {
    private static final long START = ms(1_000);

    private final LagMeter meter = new LagMeter(START);

    @Test
    void threadThatWakesInTimeMeasuresNothing() {
        for (int at = 10; at <= 1_000; at += 10) {
            meter.woke(START + ms(at));
        }

        assertThat(meter.between(START, START + ms(1_000))).isZero();
    }

    @Test
    void whatAnIdleMachineIsLateByIsNoLag() {
        meter.woke(START + ms(30));

        assertThat(meter.between(START, START + ms(30))).isZero();
    }

    @Test
    void lateWakeUpIsLagFromWhenItWasDue() {
        meter.woke(START + ms(510));

        assertThat(meter.between(START, START + ms(510))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void onlyTheLagWithinTheTimeIsCounted() {
        meter.woke(START + ms(510));
        meter.woke(START + ms(520));
        meter.woke(START + ms(730));

        assertThat(meter.between(START + ms(410), START + ms(630))).isEqualTo(Duration.ofMillis(100 + 100));
        assertThat(meter.between(START + ms(511), START + ms(519))).isZero();
    }

    @Test
    void gapThatHasNotEndedCountsUpToNow() {
        meter.woke(START + ms(10));

        assertThat(meter.between(START, START + ms(420))).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void oldGapsAreForgotten() {
        meter.woke(START + ms(510));
        long later = START + Duration.ofMinutes(11).toNanos();
        meter.woke(later);
        meter.woke(later + Duration.ofMinutes(11).toNanos());

        assertThat(meter.between(START, START + ms(510))).isZero();
    }

    private static long ms(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
