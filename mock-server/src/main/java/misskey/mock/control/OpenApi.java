package misskey.mock.control;

import misskey.mock.report.ServedFile;

/** The document that describes the control API. */
final class OpenApi {
    private OpenApi() {}

    static Reply reply() {
        return new Reply(200, "application/json; charset=utf-8", text());
    }

    static String text() {
        return ServedFile.beside(OpenApi.class, "openapi.json").text();
    }
}
