import Testing

@testable import Stage

/// What a client sends to the gateway first.
@Suite struct `The head of a proxy request` {
    @Test(arguments: [
        ("CONNECT Work.Example.com:443 HTTP/1.1\r\nHost: x", "work.example.com", 443),
        ("CONNECT [2001:db8::1]:8443 HTTP/1.0", "[2001:db8::1]", 8_443),
        ("GET http://work.example.com/api?x=1 HTTP/1.1", "work.example.com", 80),
        ("POST HTTP://work.example.com:8080 HTTP/1.1\r\nA: b", "work.example.com", 8_080),
    ])
    func `names a host and a port`(_ head: String, _ host: String, _ port: Int) throws {
        let request = try #require(ProxyRequest(head: head))
        #expect(request.host == host && request.port == port)
    }

    @Test(arguments: [
        "", " ", "CONNECT", "CONNECT work.example.com HTTP/1.1", "CONNECT work.example.com:0 HTTP/1.1",
        "CONNECT work.example.com:65536 HTTP/1.1", "CONNECT :443 HTTP/1.1", "CONNECT a b:443 HTTP/1.1",
        "CONNECT work.example.com:443 HTTP/2", "CONNECT work.example.com:+443 HTTP/1.1", "CONNECT [::1:443 HTTP/1.1",
        "CONNECT wörk.example.com:443 HTTP/1.1", "CONNECT work.example.com:443 HTTP/1.1\r\nno field",
        "CONNECT work.example.com:443 HTTP/1.1\r\n: empty", "GET /api HTTP/1.1",
        "GET https://work.example.com/ HTTP/1.1",
        "GET http:///api HTTP/1.1", "G\u{0}T http://work.example.com/ HTTP/1.1",
        "CONNECT \(String(repeating: "a", count: 300)):443 HTTP/1.1",
    ])
    func `that names none is refused`(_ head: String) {
        #expect(ProxyRequest(head: head) == nil)
    }

    @Test func `is forwarded with its own path, and without what was meant for the proxy`() throws {
        let request = try #require(
            ProxyRequest(
                head:
                    "GET http://work.example.com?x=1 HTTP/1.1\r\nHost: work.example.com\r\nProxy-Authorization: Basic eA==\r\nWorkSim-Kind: token\r\nConnection: keep-alive\r\nAccept: a/b"
            ))
        #expect(
            request.forwarded
                == "GET /?x=1 HTTP/1.1\r\nHost: work.example.com\r\nAccept: a/b\r\nConnection: close\r\n\r\n")
        #expect(request.kind == "token")
    }

    @Test func `names the kind of the exchange in one word alone`() {
        let head = "CONNECT a:1 HTTP/1.1\r\nWorkSim-Request: 7\r\nWorkSim-Kind:"
        #expect(ProxyRequest(head: "\(head) token")?.kind == "token")
        #expect(ProxyRequest(head: "\(head) two words")?.kind == nil)
        #expect(ProxyRequest(head: "\(head) token")?.request == 7)
    }
}

/// What a driver and the runner write to each other.
@Suite struct `A line of the driver protocol` {
    @Test(arguments: [
        ("{", "it is not JSON"), ("[]", "the line has the wrong type"), ("{}", "'type' is missing"),
        (#"{"type":"nothing"}"#, "'type'"), (#"{"type":"answer","id":1}"#, "'outcome' is missing"),
        (#"{"type":"answer","id":"x","outcome":{}}"#, "'id' has the wrong type"),
        (
            #"{"type":"hello","protocol":2,"name":"x","operations":["client.status"],"clock":"real","callback":"handed"}"#,
            "speaks protocol 1"
        ),
        (
            #"{"type":"hello","protocol":1,"name":"x","operations":[],"clock":"real","callback":"handed"}"#,
            "client.status"
        ),
        (
            #"{"type":"hello","protocol":1,"name":"x","operations":["client.status"],"clock":"real","callback":"http"}"#,
            "'callback'"
        ),
        (
            #"{"type":"hello","protocol":1,"name":"x","operations":["client.status"],"clock":"virtual","callback":"handed","gives_up_after":"soon"}"#,
            "gives_up_after"
        ),
    ])
    func `that is no message is refused with what is wrong`(_ line: String, _ words: String) {
        do throws(ProtocolError) {
            _ = try ProtocolLine.decode(DriverMessage.self, from: Array(line.utf8))
            Issue.record("it was read: \(line)")
        } catch {
            #expect(error.words.contains(words), "\(error.words)")
        }
    }

    @Test func `leaves out what a client does not do`() throws {
        let line =
            #"{"type":"hello","protocol":1,"name":"x","operations":["client.status"],"clock":"virtual","callback":"handed"}"#
        guard case .hello(let hello) = try ProtocolLine.decode(DriverMessage.self, from: Array(line.utf8)) else {
            Issue.record("it is another message")
            return
        }
        #expect(hello.reports.isEmpty && hello.options.isEmpty && !hello.isConcurrent && !hello.entersServers)
        #expect(!hello.follows("page_size"))
    }

    @Test(arguments: [
        (Duration.seconds(1), Int64(1_000_000_000)), (.nanoseconds(1) / 2, 1), (.seconds(-2), -2_000_000_000),
        (.seconds(Int64.max), .max), (.seconds(Int64.min), .min),
    ])
    func `counts time in nanoseconds that fit`(_ duration: Duration, _ nanoseconds: Int64) {
        #expect(duration.nanoseconds == nanoseconds)
    }
}
