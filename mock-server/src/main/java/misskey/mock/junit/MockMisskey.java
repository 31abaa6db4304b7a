package misskey.mock.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, or one test, a {@link misskey.mock.MockSession} as a parameter, and says what it is made
 * of. The nearest counts: the method's, the class's, that of the classes around it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(MockServerExtension.class)
public @interface MockMisskey {
    /** How the server behaves, e.g. {@code misskey-2025} or {@code misskey-12@12.119.2}. */
    String dialect() default "documented";

    /** The accounts of its world; the token of NAME is {@code NAME-token}. By default alice, bob, carol and admin. */
    String[] accounts() default {};

    /** Makes the ids of its world. */
    long seed() default 1;
}
