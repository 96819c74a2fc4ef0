import java.io.FileInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Java's HttpClient logs in with a password, lists, searches, uploads, locks, unlocks, downloads a part, and logs out. */
// Program: Java HttpClient | Operations: password, libraries, search, folders, upload, lock, profile, unlock, part of a download, log-out
public class HttpClientProgram {
    private static final String BASE = System.getenv("BASE");
    private static final String LIBRARY = BASE + "/work/api/v2/customers/1/libraries/ACTIVE";
    private static HttpClient client;
    private static String token;

    public static void main(String[] arguments) throws Exception {
        client = HttpClient.newBuilder().sslContext(trusting(System.getenv("CA"))).build();
        String form = form(Map.of(
            "grant_type", "password", "username", System.getenv("NAME"), "password", System.getenv("PASSWORD"),
            "client_id", System.getenv("CLIENT_ID"), "client_secret", System.getenv("CLIENT_SECRET")));
        token = member("access_token", sent(200, HttpRequest.newBuilder(URI.create(BASE + "/auth/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))));
        check(call(200, "GET", BASE + "/work/api/v2/customers/1/libraries", null).contains("ACTIVE"), "the libraries");
        String found = call(200, "GET", LIBRARY + "/documents?name=complaint&total=true", null);
        check(found.contains("\"total_count\":1"), "the search found " + found);
        String folders = call(200, "GET", LIBRARY + "/folders", null);
        String folder = member("id", folders.substring(folders.indexOf("\"folder_type\":\"regular\"")));

        String boundary = "of-java-httpclient";
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"profile\"\r\n"
            + "Content-Type: application/json\r\n\r\n{\"doc_profile\":{\"name\":\"Of Java\",\"extension\":\"txt\"}}\r\n"
            + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"of-java.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\n0123456789\r\n--" + boundary + "--\r\n";
        String made = sent(201, request(LIBRARY + "/folders/" + folder + "/documents")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
        String document = LIBRARY + "/documents/" + member("id", made.substring(made.indexOf("\"has_attachment\"")));
        call(200, "POST", document + "/lock", "{\"comments\":\"By Java\"}");
        check(call(200, "GET", document, null).contains("\"is_checked_out\":true"), "the lock is not in the profile");
        call(200, "DELETE", document + "/lock", null);
        HttpResponse<String> part = client.send(
            request(document + "/download").header("Range", "bytes=2-5").GET().build(), BodyHandlers.ofString());
        check(part.statusCode() == 206 && part.body().equals("2345"), part.statusCode() + " " + part.body());
        call(200, "GET", BASE + "/auth/logout", null);
        call(401, "GET", document, null);
        System.out.println("HttpClient of Java: password, libraries, search, folders, upload, lock, profile, unlock, part, log-out");
    }

    private static SSLContext trusting(String file) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (FileInputStream input = new FileInputStream(file)) {
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(input));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("X-Auth-Token", token);
    }

    private static String call(int status, String method, String url, String json) throws Exception {
        HttpRequest.BodyPublisher body =
            json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        HttpRequest.Builder request = request(url).method(method, body);
        return sent(status, json == null ? request : request.header("Content-Type", "application/json"));
    }

    private static String sent(int status, HttpRequest.Builder builder) throws Exception {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        check(answer.statusCode() == status,
            request.method() + " " + request.uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
        return answer.body();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }

    /** The first text of a name; the JDK reads no JSON. */
    private static String member(String name, String json) {
        var match = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        check(match.find(), name + " is not in " + json);
        return match.group(1);
    }

    private static void check(boolean condition, String what) {
        if (condition) return;
        System.err.println("HttpClient: " + what);
        System.exit(1);
    }
}
