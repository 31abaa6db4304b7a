package misskey.mock.junit;

import java.util.List;
import java.util.Optional;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Resolves parameters of type {@link MockSession}: in a test, in {@code @BeforeEach} and {@code @AfterEach}, and in the
 * constructor of a test class, whose field it then is. One test gets one session wherever it asks, and no other test
 * gets that one; it is closed after the test. All sessions of a launcher session share one server, which starts with
 * the first. {@link MockMisskey} says what they are made of.
 */
public final class MockServerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MockServerExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MockSession.class;
    }

    @Override
    public MockSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("a MockSession lasts for one test: ask for it in the test, in"
                    + " @BeforeEach or in the constructor (with one instance a test); for a whole class make one"
                    + " with MockServer.start().session(…) and close it in @AfterAll");
        }
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        MockSession.class, key -> server(context).session(settings(context)), MockSession.class);
    }

    private static MockServer server(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(MockServer.class, key -> MockServer.start(), MockServer.class);
    }

    private static SessionSettings settings(ExtensionContext context) {
        SessionSettings defaults = SessionSettings.defaults();
        Optional<MockMisskey> asked = AnnotationSupport.findAnnotation(
                        context.getRequiredTestMethod(), MockMisskey.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), MockMisskey.class, context.getEnclosingTestClasses()));
        return asked.map(it -> defaults.withDialect(dialect(it.dialect()))
                        .withSeed(it.seed())
                        .withAccounts(it.accounts().length == 0 ? defaults.accounts() : List.of(it.accounts())))
                .orElse(defaults);
    }

    private static Dialect dialect(String name) {
        try {
            return Dialect.named(name);
        } catch (IllegalArgumentException unknown) {
            throw new ExtensionConfigurationException(
                    "@MockMisskey: " + unknown.getMessage() + DidYouMean.suffix(name, Dialect.NAMES), unknown);
        }
    }
}
