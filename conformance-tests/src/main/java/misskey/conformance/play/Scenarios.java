package misskey.conformance.play;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import misskey.mock.play.Subject;

/**
 * Makes a class of a JVM project's tests stand for scenario files, which build tools and IDEs then run like any
 * other tests. The class needs no members.
 *
 * <pre>{@code
 * @Scenarios(files = "src/test/scenarios", client = MyClient.class)
 * class MyClientTest {}
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Scenarios {
    /** Scenario files and folders of them; relative ones are looked up from the working directory. */
    String[] files();

    /** Makes the client under test, with its constructor without parameters. {@link None} where servers are tested only. */
    Class<? extends Supplier<Subject>> client() default None.class;

    /** The dialect to play by. */
    String dialect() default "documented";

    /** No client. */
    final class None implements Supplier<Subject> {
        private None() {}

        @Override
        public Subject get() {
            throw new IllegalStateException("there is no client");
        }
    }
}
