import NIOCore
import NIOPosix
import WorkTime

/// Sends one request over and over on a few connections that stay open, each as soon as the answer before it is whole.
struct Load {
    /// What came of it.
    struct Result {
        /// Answers in a second, all connections together.
        let rate: Double
        /// How long each answer took.
        let latencies: [Duration]

        /// The latency that so many of a hundred calls keep within.
        func percentile(_ share: Double) -> Duration {
            let sorted = latencies.sorted()
            return sorted.isEmpty ? .zero : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share / 100))]
        }
    }

    /// One thread for the callers, so that the servers keep the event loops that they have otherwise.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private static let clock = SystemClock()

    let port: Int
    let request: String

    /// A call of a method at a path with headers.
    init(port: Int, _ path: String, method: String = "GET", headers: [String: String] = [:], body: String = "") {
        self.port = port
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)"]
        lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if !body.isEmpty { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        request = lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// Calls so often on each connection.
    ///
    /// - Throws: where an answer is not 200, or a connection ends before it should.
    func run(connections: Int, calls: Int) async throws -> Result {
        let start = Self.clock.now
        let latencies = try await withThrowingTaskGroup(of: [Duration].self) { tasks in
            for _ in 0..<connections {
                tasks.addTask {
                    let finished = Self.group.next().makePromise(of: [Duration].self)
                    let channel = try await ClientBootstrap(group: Self.group)
                        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                        .channelInitializer { channel in
                            channel.eventLoop.makeCompletedFuture {
                                try channel.pipeline.syncOperations.addHandler(
                                    Caller(ByteBuffer(string: request), calls: calls, Self.clock, finished))
                            }
                        }
                        .connect(host: "127.0.0.1", port: port).get()
                    let latencies = try await finished.futureResult.get()
                    try await channel.close()
                    return latencies
                }
            }
            return try await tasks.reduce(into: []) { $0 += $1 }
        }
        let elapsed = start.duration(to: Self.clock.now)
        return Result(rate: Double(latencies.count) / elapsed.seconds, latencies: latencies)
    }
}

/// An answer that a measurement cannot go on from.
struct UnexpectedAnswer: Error, CustomStringConvertible {
    let description: String
}

/// One connection of a load.
///
/// All answers to one request are equally long: only the first is read through.
private final class Caller: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let request: ByteBuffer
    private var left: Int
    private let clock: SystemClock
    private let finished: EventLoopPromise<[Duration]>
    private var received = ByteBuffer()
    private var length: Int?
    private var arrived = 0
    private var sent: WorkInstant
    private var latencies: [Duration] = []

    init(_ request: ByteBuffer, calls: Int, _ clock: SystemClock, _ finished: EventLoopPromise<[Duration]>) {
        self.request = request
        left = calls
        self.clock = clock
        self.finished = finished
        sent = clock.now
        latencies.reserveCapacity(calls)
    }

    func channelActive(context: ChannelHandlerContext) { send(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        if arrived == 0, !part.readableBytesView.starts(with: "HTTP/1.1 20".utf8) {
            return fail(context, "The answer is \(part.getString(at: part.readerIndex, length: 12) ?? "empty").")
        }
        arrived += part.readableBytes
        if length == nil {
            received.writeBuffer(&part)
            length = Self.length(of: received)
        }
        guard let length, arrived >= length else { return }
        guard arrived == length else { return fail(context, "An answer is longer than the first.") }
        latencies.append(sent.duration(to: clock.now))
        left -= 1
        if left > 0 { send(context) } else { finished.succeed(latencies) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finished.fail(UnexpectedAnswer(description: "The server has closed the connection."))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finished.fail(error)
        context.close(promise: nil)
    }

    private func send(_ context: ChannelHandlerContext) {
        arrived = 0
        sent = clock.now
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    private func fail(_ context: ChannelHandlerContext, _ text: String) {
        finished.fail(UnexpectedAnswer(description: text))
        context.close(promise: nil)
    }

    /// The length of a whole answer by its head; nil where the head has not come yet.
    private static func length(of buffer: ByteBuffer) -> Int? {
        let text = String(decoding: buffer.readableBytesView, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let head = text[..<end.lowerBound]
        let field = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        guard let body = field.flatMap({ Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }) else {
            return nil
        }
        return head.utf8.count + 4 + body
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
    /// The duration in milliseconds.
    var milliseconds: Double { seconds * 1_000 }
}
