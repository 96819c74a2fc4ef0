import CertificateAuthority
import IntegrationClient
import NIOSSL
import Rules
import Testing
import WorkTime

@Suite struct `The transport` {
    @Test func `shows the server the URL's host and not the real port`() async throws {
        try await Office.play(script: { .json("{\"host\":\"\($0.header("Host") ?? "")\",\"peer\":\"\($0.peer)\"}") }) {
            office in
            let transport = HTTPTransport(network: office.network, clock: office.clock)
            let plain = try await transport.send(
                WireRequest(kind: "discovery", url: "https://WORK.example.com/a//b?c=d%20e"))
            #expect(plain.status == 200 && plain.text.contains("\"host\":\"work.example.com\""))
            #expect(plain.text.contains(try #require(office.network.opened.first?.localAddress)))
            #expect(office.server.requests.first?.uri == "/a//b?c=d%20e")
            let port = try await transport.send(WireRequest(kind: "discovery", url: "https://work.example.com:8443/"))
            #expect(port.text.contains("work.example.com:8443"))
        }
    }

    @Test func `does not follow redirects and keeps no cookies`() async throws {
        let reply = TinyReply.answer(
            302, [("Location", "https://work.example.com/b"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")], "")
        try await Office.play(script: { _ in reply }) { office in
            let transport = HTTPTransport(network: office.network, clock: office.clock)
            let response = try await transport.send(WireRequest(kind: "authorize", url: Office.url))
            #expect(response.status == 302 && response.headers(named: "set-cookie") == ["a=1", "b=2"])
            #expect(office.server.requests.count == 1)
        }
    }

    @Test(arguments: ["https://nowhere.example.com/", "https://127.0.0.1/", "https://localhost/"])
    func `asks nobody but the network for a name`(url: String) async throws {
        try await Office.play { office in
            let fault = await fault(of: url, office)
            #expect(fault?.layer == .name && fault?.rule == "name.unknown")
        }
    }

    @Test(arguments: [
        "", "work.example.com", "ftp://work.example.com", "https://", "https://a b/", "https://work.example.com/\u{1}",
        "https://work.example.com:99999",
    ])
    func `refuses what is no URL`(url: String) async throws {
        try await Office.play { office in
            #expect(await fault(of: url, office) == .urlMalformed)
            #expect(office.network.opened == [])
        }
    }

    @Test func `gives a silent firewall exactly the connect time-out of virtual time`() async throws {
        try await Office.play { office in
            office.server.door = .drop
            let start = office.clock.now
            #expect(await fault(of: Office.url, office) == .connectTimedOut(within: "10s"))
            #expect(start.duration(to: office.clock.now) == .seconds(10))
            #expect(office.network.closed.count == 1)
        }
    }

    @Test func `gives a silent server exactly the response time-out, and comes back for the next call`() async throws {
        try await Office.play(script: { $0.path == "/slow" ? .silence : .json("{}") }) { office in
            let start = office.clock.now
            #expect(await fault(of: Office.url + "/slow", office) == .responseTimedOut(within: "1m"))
            #expect(start.duration(to: office.clock.now) == .seconds(60))
            #expect(await fault(of: Office.url, office) == nil)
        }
    }

    @Test func `tells a reset, a refusal, plain text and broken HTTP apart`() async throws {
        try await Office.play(script: { _ in .raw("nonsense\r\n\r\n") }) { office in
            #expect(await fault(of: Office.url, office) == .notHTTP)
            office.server.door = .reset
            #expect(await fault(of: Office.url, office) == .reset)
            office.server.door = .talk("HTTP/1.1 400 Bad Request\r\n\r\n")
            #expect(await fault(of: Office.url, office) == .notTLS)
            office.network.publish("closed.example.com", port: 1)
            #expect(await fault(of: "https://closed.example.com", office) == .refused)
        }
    }

    @Test func `tells a response that breaks off`() async throws {
        try await Office.play(script: { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") }) { office in
            #expect(await fault(of: Office.url, office) == .closedEarly)
        }
    }

    @Test func `tells a certificate for another name from one that nobody vouches for`() async throws {
        try await Office.play { office in
            office.network.publish("other.example.com", port: try #require(office.network.port(of: "work.example.com")))
            #expect(await fault(of: "https://other.example.com", office) == .tlsNameMismatch(host: "other.example.com"))
            let strangers = LoopbackNetwork(clock: office.clock, roots: [try Authority(name: "Strangers").rootPEM])
            strangers.publish("work.example.com", port: try #require(office.network.port(of: "work.example.com")))
            let transport = HTTPTransport(network: strangers, clock: office.clock)
            await #expect(throws: TransportFault.tlsUntrusted) {
                try await transport.send(WireRequest(kind: "discovery", url: Office.url))
            }
        }
    }

    @Test func `looks at a refused certificate once more, sends nothing, and gives a silent look up in virtual time`()
        async throws
    {
        try await Office.play { office in
            let port = try #require(office.network.port(of: "work.example.com"))
            let strangers = LoopbackNetwork(clock: office.clock, roots: [try Authority(name: "Strangers").rootPEM])
            strangers.publish("work.example.com", port: port)
            for (isSilent, time) in [(false, Duration.zero), (true, .seconds(10))] {
                let network = Watched(strangers) { kind in
                    if kind == SecondLook.kind, isSilent { office.server.door = .drop }
                }
                let start = office.clock.now
                let exchange = await HTTPTransport(network: network, clock: office.clock).exchange(
                    WireRequest(kind: "discovery", url: Office.url))
                #expect(throws: TransportFault.tlsUntrusted) { try exchange.result.get() }
                let look = try #require(exchange.secondLook)
                #expect(look.route != nil && look.route != exchange.route)
                #expect(look.fault == (isSilent ? nil : .tlsUntrusted))
                #expect(start.duration(to: office.clock.now) == time)
            }
            #expect(office.server.requests.isEmpty)
            #expect(strangers.opened.count == 4 && strangers.closed.count == 4)
        }
    }

    @Test func `takes in no more than its limit`() async throws {
        try await Office.play(script: { _ in .json(String(repeating: "x", count: 2_000)) }) { office in
            let transport = HTTPTransport(
                network: office.network, clock: office.clock, limits: TransportLimits(maximumBody: 1_000))
            await #expect(throws: TransportFault.bodyTooLarge(limit: 1_000)) {
                try await transport.send(WireRequest(kind: "discovery", url: Office.url))
            }
        }
    }

    @Test func `ends the route once when the caller is cancelled`() async throws {
        try await Office.play(script: { _ in .silence }) { office in
            // The child has a call of its own: the test's token then keeps the time-outs from coming due.
            let ending = await withTaskGroup(of: TransportFault?.self) { group in
                group.addTask { await office.clock.call("caller") { await fault(of: Office.url, office) } }
                while office.server.requests.isEmpty { await Task.yield() }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(ending == .cancelled)
            #expect(office.network.closed.count == 1)
        }
    }

    @Test func `leaves O&D's address and iManage Support in the message of a blocked log-in`() async throws {
        for (door, id) in [(TinyDoor.drop, "connection-timed-out"), (.reset, "connection-reset")] {
            try await Office.play { office in
                try office.addServer()
                let state = try await office.beginLogIn()
                office.server.door = door
                let failure = try await office.failure {
                    _ = try await office.integration.finishLogIn(
                        as: "ada", callback: office.callback("code=c0de&state=\(state)"))
                }
                #expect(failure.id.rawValue == id && failure.at == .token && failure.status == nil)
                #expect(failure.message.contains("allow 203.0.113.77") && failure.message.contains("iManage Support"))
                #expect(failure.remedy?.step == "network.firewall" && failure.remedy?.ask == .iManageSupport)
                #expect(!failure.message.contains("127."))
            }
        }
    }

    private func fault(of url: String, _ office: Office) async -> TransportFault? {
        let transport = HTTPTransport(network: office.network, clock: office.clock)
        switch await transport.exchange(WireRequest(kind: "discovery", url: url)).result {
        case .success: return nil
        case .failure(let fault): return fault
        }
    }
}
