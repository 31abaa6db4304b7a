package misskey.mock.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the mock that is served, or that a page is made from. */
public record ServedFile(String text) {
    /** The file of this name that lies beside a class. */
    public static ServedFile beside(Class<?> type, String name) {
        try (InputStream in = type.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not among the files of the mock");
            }
            return new ServedFile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + name, broken);
        }
    }

    /**
     * What a content security policy says of the one element of this name, which has no attributes: {@code 'sha256-…'} of
     * what is in it.
     */
    public String hash(String element) {
        Matcher content = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(text);
        if (!content.find()) {
            throw new IllegalStateException("the page has no <" + element + ">");
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** What comes before the place to fill of this name, {@code {{NAME}}}. */
    String before(String place) {
        return text.substring(0, text.indexOf("{{" + place + "}}"));
    }

    /** What comes after the place to fill of this name. */
    ServedFile after(String place) {
        String whole = "{{" + place + "}}";
        return new ServedFile(text.substring(text.indexOf(whole) + whole.length()));
    }
}
