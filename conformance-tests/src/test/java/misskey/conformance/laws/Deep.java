package misskey.conformance.laws;

/** Whether laws that are shown by a sample are to be shown in full, which takes long: {@code .ci/run --deep} does. */
final class Deep {
    private Deep() {}

    static boolean asked() {
        return "1".equals(System.getenv("MISSKEY_KIT_DEEP"));
    }
}
