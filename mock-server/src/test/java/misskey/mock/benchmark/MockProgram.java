package misskey.mock.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;

/** The mock in a process of its own, as it is. Writes its port to its standard output; ends with its standard input. */
final class MockProgram {
    private MockProgram() {}

    public static void main(String[] arguments) throws IOException {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            System.out.println(session.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
