import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import WorkServer
import WorkServerTesting

/// A caller over real TCP and TLS, from a source address of its own.
struct Caller {
    let scene: WorkServerScene
    var from = "127.0.0.1"
    var name = "localhost"

    struct Reply {
        let status: Int
        let headers: HTTPHeaders
        let body: String
    }

    func send(
        _ method: HTTPMethod, _ path: String, headers: [(String, String)] = [], form: String? = nil
    ) async throws -> Reply {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        // Real time decides nothing here.
        configuration.timeout = .init(connect: .hours(1), read: .hours(1))
        configuration.dnsOverride = [name: "127.0.0.1"]
        if let rootPEM = scene.rootPEM {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(rootPEM.utf8)))
            tls.shutdownTimeout = .milliseconds(100)
            configuration.tlsConfiguration = tls
        }
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let scheme = scene.rootPEM == nil ? "http" : "https"
            var request = HTTPClientRequest(url: "\(scheme)://\(name):\(scene.server.port)\(path)")
            request.method = method
            request.localAddress = from
            for (name, value) in headers { request.headers.add(name: name, value: value) }
            if let form {
                if !request.headers.contains(name: "content-type") {
                    request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
                }
                request.body = .bytes(ByteBuffer(string: form))
            }
            let response = try await client.execute(request, timeout: .hours(1))
            let body = try await response.body.collect(upTo: 1_000_000)
            return Reply(status: Int(response.status.code), headers: response.headers, body: String(buffer: body))
        }
    }
}
