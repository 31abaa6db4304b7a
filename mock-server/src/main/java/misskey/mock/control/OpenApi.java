package misskey.mock.control;

/** The document that describes the control API. */
final class OpenApi {
    private OpenApi() {}

    static Reply reply() {
        return new Reply(200, "application/json; charset=utf-8", text());
    }

    static String text() {
        return Resources.text("openapi.json");
    }
}
