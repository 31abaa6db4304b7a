package misskey.conformance.server;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.Probe;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Line;
import misskey.protocol.conversation.TranscriptJudge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives a case its probe, turns what becomes of it into a verdict, and lets the conversation judge look
 * at every connection it had. In JUnit's terms FAIL is a failure, ERROR an error, and what was not
 * judged is aborted. Without a suite around them the cases get the run that the environment asks for.
 */
final class CaseExtension implements ParameterResolver, InvocationInterceptor {
    private static final Namespace CASE = Namespace.create(CaseExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Probe.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Judges judges = context.getRequiredTestMethod().getAnnotation(Judges.class);
        Probe probe = new Probe(Run.of(context).target(), new Needs(List.of(), judges.letsTimePass()));
        context.getStore(CASE).put(Probe.class, probe);
        return probe;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Optional<Lock> turn = Run.of(context).turn();
        turn.ifPresent(Lock::lock);
        try {
            judge(invocation, method, context);
        } finally {
            turn.ifPresent(Lock::unlock);
        }
    }

    private static void judge(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (!Cases.isOf(Run.of(context).target().dialect().name(), method.getExecutable())) {
            throw NotJudged.notApplicable(
                    "not a case of " + Run.of(context).target().dialect().fullName());
        }
        long began = System.nanoTime();
        Probe probe = context.getStore(CASE).get(Probe.class, Probe.class);
        if (probe == null) {
            throw new IllegalStateException("the case " + method.getExecutable() + " has no Probe parameter");
        }
        Run run = Run.of(context);
        Throwable thrown = null;
        List<String> missed = List.of();
        Verdict verdict;
        List<Line> lines;
        try (probe) {
            try {
                invocation.proceed();
                verdict = probe.conclude();
            } catch (Failed failed) {
                thrown = failed;
                verdict = failed.verdict();
                missed = failed.missed();
            } catch (NotJudged notJudged) {
                thrown = notJudged;
                verdict = notJudged.verdict();
            } catch (RuntimeException | Error fault) {
                thrown = fault;
                verdict = Verdict.unjudged(Outcome.ERROR, fault + at(fault));
            }
            verdict = probe.masked(verdict);
            lines = probe.transcript().lines();
        }
        TranscriptJudge.Judgement judgement = TranscriptJudge.judge(run.target().dialect(), lines);
        run.add(new CaseResult(
                requirementOf(method.getExecutable()),
                words(method.getExecutable().getName()),
                verdict,
                missed,
                probe.latencies(),
                judgement.findings(),
                judgement.drifts(),
                lines,
                (System.nanoTime() - began) / 1_000,
                probe.course()));
        if (thrown != null) {
            throw thrown;
        }
        if (verdict.outcome() == Outcome.FAIL) {
            throw new AssertionError(verdict.message());
        }
        if (verdict.outcome() == Outcome.ERROR) {
            throw new IllegalStateException(verdict.message());
        }
    }

    static String requirementOf(Method method) {
        return method.getAnnotation(Judges.class).value();
    }

    /** {@code deletionIsTold} becomes "deletion is told". */
    static String words(String camelCase) {
        return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String at(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
