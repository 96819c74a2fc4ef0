import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Secrets
import WorkTime

/// Sends a large document and fetches it back, without ever holding more than a piece of it.
struct Transfer {
    struct Result {
        let upload: Duration
        let download: Duration
        /// How much more memory the process held at its peak than before, in bytes.
        let uploadGrowth: Int
        let downloadGrowth: Int
    }

    private static let piece = 256 << 10

    let server: MeasuredServer

    /// Sends and fetches so many bytes.
    ///
    /// - Throws: where an answer is not what it should be.
    func run(bytes: Int) async throws -> Result {
        let before = Memory.resident
        try Memory.forgetPeak()
        let start = server.clock.now
        let id = try await upload(bytes)
        let sent = server.clock.now
        let afterUpload = Memory.peak
        let between = Memory.resident
        try Memory.forgetPeak()
        let fetching = server.clock.now
        let received = try await download(id)
        let fetched = server.clock.now
        guard received == bytes else { throw UnexpectedAnswer(description: "Of \(bytes) bytes \(received) came back.") }
        return Result(
            upload: start.duration(to: sent), download: fetching.duration(to: fetched),
            uploadGrowth: afterUpload - before, downloadGrowth: Memory.peak - between)
    }

    private func upload(_ bytes: Int) async throws -> String {
        let boundary = "a-boundary-for-measuring"
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"profile\"\r\n"
            + "Content-Type: application/json\r\n\r\n{\"doc_profile\":{\"name\":\"Large\"}}\r\n"
            + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Large.bin\"\r\n\r\n"
        let tail = "\r\n--\(boundary)--\r\n"
        let zeros = ByteBuffer(repeating: 0x2E, count: Self.piece)
        var request = HTTPClientRequest(url: server.url("/folders/\(BenchFirm.library)!2/documents"))
        request.method = .POST
        request.headers.add(name: "X-Auth-Token", value: server.token.reveal())
        request.headers.add(name: "Content-Type", value: "multipart/form-data; boundary=\(boundary)")
        let pieces = AsyncStream<ByteBuffer> { stream in
            // Pieces share one buffer: what waits in the stream takes no room of its own.
            stream.yield(ByteBuffer(string: head))
            for start in stride(from: 0, to: bytes, by: Self.piece) {
                stream.yield(zeros.getSlice(at: 0, length: min(Self.piece, bytes - start)) ?? zeros)
            }
            stream.yield(ByteBuffer(string: tail))
            stream.finish()
        }
        request.body = .stream(pieces, length: .known(Int64(head.utf8.count + bytes + tail.utf8.count)))
        let answer = try await HTTPClient.shared.execute(request, timeout: .minutes(5))
        let body = String(buffer: try await answer.body.collect(upTo: 1 << 20))
        guard answer.status == .created, let id = MeasuredServer.member("id", of: body) else {
            throw UnexpectedAnswer(description: "The upload is answered with \(answer.status.code).")
        }
        return id
    }

    private func download(_ id: String) async throws -> Int {
        var request = HTTPClientRequest(url: server.url("/documents/\(id)/download"))
        request.headers.add(name: "X-Auth-Token", value: server.token.reveal())
        let answer = try await HTTPClient.shared.execute(request, timeout: .minutes(5))
        guard answer.status == .ok else {
            throw UnexpectedAnswer(description: "The download is answered with \(answer.status.code).")
        }
        var count = 0
        for try await part in answer.body { count += part.readableBytes }
        return count
    }
}
