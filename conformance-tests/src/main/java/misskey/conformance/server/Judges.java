package misskey.conformance.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A case: it judges the requirement with this id. */
@Test
@ExtendWith(CaseExtension.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Judges {
    /** The id of the requirement. */
    String value();

    /** The dialects that it is a case of; where it says nothing, those in which the requirement holds as it is written. */
    String[] in() default {};

    /** Whether it lets time pass, which takes none where the server's can be moved. */
    boolean letsTimePass() default false;
}
