import Foundation
import Testing

@testable import Secrets

/// Secrets planted in every supported form, with names, values and encodings chosen by a seeded generator.
@Suite struct `A planted secret` {
    private static let names = [
        "client_secret", "clientSecret", "Client Secret", "IMANAGE_CLIENT_SECRET", "password", "userPassword", "db_pwd",
        "smtpPass", "Passwort", "Kennwort", "mot de passe", "contraseña", "access_token", "X-Auth-Token", "xAuthToken",
        "refresh_token", "id_token", "api_key", "API key", "apiKey", "SharedAccessKey", "X-XSRF-TOKEN", "csrf",
        "session_id", "sessionToken", "JSESSIONID", "RelayState", "SAMLResponse", "client_assertion", "sig",
        "Clientgeheimnis", "API-Schlüssel", "clé d'API", "clave secreta", "jeton d'accès", "Zugriffstoken", "secret",
        "Access token 2", "new_password", "passwordConfirm", "private_key", "code_verifier",
    ]

    /// Forms with `«n»` for the name, `«v»` for the value, and `«pn»`, `«pv»` for both in percent encoding.
    private static let shapes: [(kind: String, template: String)] = [
        ("header", "«n»: «v»"),
        ("assignment", "«n»=«v»"),
        ("spaced", "«n» = «v»"),
        ("French colon", "«n» : «v»"),
        ("walrus", "«n» := \"«v»\""),
        ("arrow", "«n» -> «v»"),
        ("JSON", "{\"a\": 1, \"«n»\": \"«v»\", \"b\": null}"),
        ("Python", "{'«n»': '«v»', 'x': None}"),
        ("Ruby", "{\"«n»\"=>\"«v»\", \"x\"=>nil}"),
        ("PHP dump", "array(1) {\n  [\"«n»\"]=>\n  string(16) \"«v»\"\n}"),
        ("PHP print", "Array\n(\n    [«n»] => «v»\n)"),
        ("Java map", "{user=ada, «n»=«v», x=1}"),
        ("Java headers", "{«n»=[«v»], Accept=[*/*]}"),
        ("Swift dictionary", "[\"user\": \"ada\", \"«n»\": \"«v»\"]"),
        ("C# record", "Creds { User = ada, «n» = «v» }"),
        ("call", "Creds(user: \"ada\", «n»: \"«v»\")"),
        ("optional", "«n»: Optional(\"«v»\")"),
        ("key value pair", "[«n», «v»]"),
        ("name and value", "{\"name\":\"«n»\",\"value\":\"«v»\"}"),
        ("value and name", "{\"value\":\"«v»\",\"comment\":\"\",\"name\":\"«n»\"}"),
        ("key and value", "{\"key\":\"«n»\",\"enabled\":true,\"value\":\"«v»\"}"),
        ("YAML pair", "env:\n- name: «n»\n  value: «v»\n- name: OTHER\n  value: x\n"),
        ("YAML folded", "«n»: >-\n  «v»\nnext: 1\n"),
        ("YAML literal", "a:\n  «n»: |\n    «v»\n  b: 1\n"),
        ("next line", "«n»:\n  «v»\n"),
        ("tuple", "('«n»', '«v»')"),
        ("list", "[\"«n»\", \"«v»\"]"),
        ("bytes", "[(b'«n»', b'«v»')]"),
        ("attribute pair", "<add key=\"«n»\" value=\"«v»\" />"),
        ("setting", "<setting name=\"«n»\" serializeAs=\"String\"><value>«v»</value></setting>"),
        ("plist", "<key>«n»</key>\n<string>«v»</string>"),
        ("cells", "<tr><td>«n»</td><td>«v»</td></tr>"),
        ("definition", "<dt>«n»:</dt><dd>«v»</dd>"),
        ("input", "<input name=\"«n»\" type=\"text\" value=\"«v»\">"),
        ("CSV", "name,«n»,x\nO&D,«v»,1\nother,«v»,2\n"),
        ("CSV of Excel", "name;«n»\nO&D;\"«v»\"\n"),
        ("tabs", "name\t«n»\nO&D\t«v»\n"),
        ("Markdown", "| name | «n» |\n|---|---|\n| O&D | «v» |\n"),
        ("Markdown row", "| «n» | «v» |"),
        ("box", "+---+---+\n| a | «n» |\n+---+---+\n| 1 | «v» |\n+---+---+"),
        ("query", "GET /x?a=1&«pn»=«pv»&b=2 HTTP/1.1"),
        ("form", "a=1&«pn»=«pv»"),
        ("multipart", "--b\r\nContent-Disposition: form-data; name=\"«n»\"\r\n\r\n«v»\r\n--b--\r\n"),
        ("connection string", "Server=a;«n»=«v»;Database=b"),
        ("curl", "curl -H \"«n»: «v»\" https://a.example/"),
        ("log", "2026-01-01 10:00:00 DEBUG [main] request {user=ada, «n»=«v»} sent"),
        ("sentence", "He wrote that the «n» is «v»."),
        ("typographic", "«n»: “«v»”"),
        ("unterminated", "{\"«n»\":\"«v»"),
        ("Markdown bold", "**«n»:** «v»"),
    ]

    private static let encodings = [
        "raw", "JSON", "JSON in JSON", "percent", "percent twice", "entities", "\\u", "\\u of signs", "Base64",
    ]

    private static func encode(_ text: String, _ encoding: String) -> String {
        switch encoding {
        case "JSON": json(text)
        case "JSON in JSON": json(json(text))
        case "percent": "u=" + percent(text)
        case "percent twice": "u=" + percent(percent(text))
        case "entities":
            text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
        case "\\u": text.utf16.map { "\\u" + String(format: "%04X", $0) }.joined()
        case "\\u of signs":
            text.replacing("\"", with: "\\u0022").replacing("&", with: "\\u0026").replacing("<", with: "\\u003c")
        case "Base64": "{\"encoding\":\"base64\",\"text\":\"" + Data(text.utf8).base64EncodedString() + "\"}"
        default: text
        }
    }

    private static func write(_ template: String, _ name: String, _ value: String) -> String {
        template.replacing("«n»", with: name).replacing("«v»", with: value)
            .replacing("«pn»", with: percent(name)).replacing("«pv»", with: percent(value))
    }

    private static func percent(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    private static func json(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            .replacing("\r", with: "\\r").replacing("\t", with: "\\t")
        return "{\"body\":\"\(escaped)\",\"n\":1}"
    }

    private static func value(_ random: inout SplitMix) -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ")
        let digits = Array("23456789")
        let signs = Array("-_.~!@#+*")
        let length = 12 + Int(random.next() % 32)
        let hasSigns = random.next() % 3 == 0
        return String(
            (0..<length).map { place in
                let choice = random.next() % 10
                if place > 0, place < length - 1, hasSigns, choice == 0 { return random.pick(signs) }
                return choice < 4 ? random.pick(digits) : random.pick(letters)
            })
    }

    @Test(arguments: encodings) func `never comes out, whatever its name, form and value`(_ encoding: String) {
        var random = SplitMix(state: UInt64(encoding.utf8.count))
        for (kind, template) in Self.shapes {
            // All names raw, a third of them in each encoding: the seed chooses.
            for name in Self.names where encoding == "raw" || random.next() % 3 == 0 {
                let value = Self.value(&random)
                let text = Self.encode(Self.write(template, name, value), encoding)
                let cleaned = LogCleaner().clean(text)
                var known = KnownValues()
                known.insert(Array(value.utf8), as: "it")
                var lookups = 0
                let left = KnownSearch(Array(cleaned.text.utf8), plusIsBlank: false)
                    .matches(of: known, lookups: &lookups)
                #expect(left.isEmpty, "\(encoding), \(kind), \(name): \(text) -> \(cleaned.text)")
                #expect(!cleaned.counts.isEmpty)
            }
        }
    }
}

/// Numbers that are the same in each run.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(next() % UInt64(list.count))] }
}
