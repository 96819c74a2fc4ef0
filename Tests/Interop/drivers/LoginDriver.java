// A driver in Java with nothing but the JDK: the log-in part, to begin a driver of one's own from.
// worksim run Scenarios --filter '6-login/*' --client "java Tests/Interop/drivers/LoginDriver.java"

import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.cert.CertificateFactory;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;
import javax.net.ssl.*;

class LoginDriver {
    record Begun(String person, String server, String verifier) {}

    static class Failed extends Exception {
        final String id, at;
        Failed(String id, String message, String at) { super(message); this.id = id; this.at = at; }
    }

    static String world;
    static final Map<String, Begun> begun = new HashMap<>();
    static final Map<String, String> tokens = new HashMap<>();
    static int attempts = 0;

    // The messages have few keys, each of them once where it is looked for; a driver of one's own has a JSON library.
    static String value(String json, String key) {
        Matcher found = Pattern.compile("\"" + key + "\":\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))").matcher(json);
        if (!found.find()) return null;
        return found.group(1) == null ? found.group(2) : found.group(1).replaceAll("\\\\(.)", "$1");
    }

    static List<String> values(String json, String list, String key) {
        Matcher part = Pattern.compile("\"" + list + "\":\\s*\\[(.*?)\\]").matcher(json);
        if (!part.find()) return List.of();
        return Pattern.compile("\"" + key + "\":\\s*\"([^\"]*)\"").matcher(part.group(1)).results().map(m -> m.group(1)).toList();
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String encoded(String... fields) {
        return IntStream.range(0, fields.length / 2)
            .mapToObj(i -> fields[2 * i] + "=" + URLEncoder.encode(fields[2 * i + 1], StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }

    static String url(String server) {
        return values(world, "servers", "url").get(values(world, "servers", "name").indexOf(server));
    }

    static HttpResponse<String> post(String url, String form) throws Exception {
        attempts += 1;
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(Path.of(value(world, "authority_file")))) {
            trusted.setCertificateEntry("worksim", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        URI gateway = URI.create(value(world, "office"));
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context)
            .proxy(ProxySelector.of(new InetSocketAddress(gateway.getHost(), gateway.getPort()))).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static String beginLogIn(String request) throws Exception {
        String state = random(), verifier = random(), server = value(request, "server");
        begun.put(state, new Begun(value(request, "person"), server, verifier));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        String query = encoded("response_type", "code", "client_id", value(world, "client_id"), "redirect_uri",
            value(world, "redirect_url"), "scope", "user", "state", state, "code_challenge",
            Base64.getUrlEncoder().withoutPadding().encodeToString(digest), "code_challenge_method", "S256");
        return "{\"page\":{\"url\":" + quoted(url(server) + "/auth/oauth2/authorize?" + query) + "}}";
    }

    static String finishLogIn(String request) throws Exception {
        Map<String, String> query = new HashMap<>();
        for (String pair : value(request, "callback").replaceFirst("^[^?]*\\?", "").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Begun logIn = begun.remove(query.get("state"));
        if (logIn == null || !logIn.person().equals(value(request, "person")))
            throw new Failed("state-mismatch", "The callback belongs to no log-in.", "callback");
        if (!query.containsKey("code")) throw new Failed("callback-incomplete", "The callback has no code.", "callback");
        HttpResponse<String> answer;
        try {
            answer = post(url(logIn.server()) + "/auth/oauth2/token", encoded("grant_type", "authorization_code", "code",
                query.get("code"), "code_verifier", logIn.verifier(), "redirect_uri", value(world, "redirect_url"),
                "client_id", value(world, "client_id"), "client_secret",
                values(world, "servers", "client_secret").get(values(world, "servers", "name").indexOf(logIn.server()))));
        } catch (IOException error) {
            throw new Failed("server-unreachable", "The server cannot be reached: " + error, "token");
        }
        if (answer.statusCode() != 200)
            throw new Failed("grant-expired", "The code is refused with " + answer.statusCode() + ".", "token");
        tokens.put(logIn.person() + " " + logIn.server(), value(answer.body(), "access_token"));
        return "{\"server\":{\"name\":" + quoted(logIn.server()) + "}}";
    }

    static String status() {
        List<String> servers = values(world, "servers", "name");
        String known = servers.stream().map(s -> quoted(s) + ":\"validated\"").collect(Collectors.joining(","));
        String sessions = values(world, "people", "name").stream().map(person -> quoted(person) + ":{" + servers.stream()
            .map(s -> quoted(s) + ":" + (tokens.containsKey(person + " " + s) ? "\"logged_in\"" : "\"logged_out\""))
            .collect(Collectors.joining(",")) + "}").collect(Collectors.joining(","));
        return "{\"status\":{\"servers\":{" + known + "},\"sessions\":{" + sessions + "},\"attempts\":" + attempts + "}}";
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("{\"type\":\"hello\",\"protocol\":1,\"name\":\"java\",\"clock\":\"virtual\",\"callback\":\"handed\","
            + "\"operations\":[\"user.begin_log_in\",\"user.finish_log_in\",\"client.status\"],\"gives_up_after\":\"30s\"}");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null;) {
            switch (value(line, "type")) {
                case "begin" -> {
                    world = line;
                    System.out.println("{\"type\":\"begun\"}");
                }
                case "request" -> {
                    String outcome;
                    try {
                        outcome = "{\"reply\":" + switch (value(line, "do")) {
                            case "user.begin_log_in" -> beginLogIn(line);
                            case "user.finish_log_in" -> finishLogIn(line);
                            default -> status();
                        } + "}";
                    } catch (Failed failed) {
                        outcome = "{\"failure\":{\"id\":" + quoted(failed.id) + ",\"message\":" + quoted(failed.getMessage())
                            + ",\"at\":" + quoted(failed.at) + "}}";
                    }
                    System.out.println("{\"type\":\"answer\",\"id\":" + value(line, "id") + ",\"outcome\":" + outcome + "}");
                }
                case "end" -> System.exit(0);
                default -> { }
            }
        }
    }
}
