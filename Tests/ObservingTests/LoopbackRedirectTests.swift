import Foundation
import NIOCore
import NIOPosix
import Observing
import Secrets
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The redirect URL on this machine.
@Suite struct `A redirect to this machine` {
    @Test(arguments: [
        "https://app.example.com/callback", "http://work.example.com:80/", "https://127.0.0.1:99/", "http://localhost/",
        "",
    ])
    func `is none elsewhere`(_ url: String) {
        #expect(LoopbackRedirect(url) == nil)
    }

    @Test func `takes the code of its own sign-in alone`() async throws {
        // A port that was free a moment ago.
        let taken = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(taken.localAddress?.port)
        try await taken.close()
        let base = "http://127.0.0.1:\(port)"
        let redirect = try #require(LoopbackRedirect(base + "/callback"))
        let (ready, opening) = AsyncStream.makeStream(of: Void.self)
        async let code = redirect.code(state: "right", limit: .seconds(36_000)) {
            opening.yield()
            opening.finish()
        }
        for await _ in ready {}
        for path in ["/callback?code=one&state=wrong", "/other?code=two&state=right", "/callback?state=right"] {
            let (_, response) = try await URLSession.shared.data(from: try #require(URL(string: base + path)))
            #expect((response as? HTTPURLResponse)?.statusCode == 404)
        }
        let (body, _) = try await URLSession.shared.data(
            from: try #require(URL(string: base + "/callback?code=three%2B&state=right")))
        #expect(String(decoding: body, as: UTF8.self) == "You can close this window.")
        let secret = try await code
        #expect(secret.reveal() == "three+")
    }
}
