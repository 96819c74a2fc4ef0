import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// The process of a client under test: lines out and in, and the end of what it says on its standard error.
final class ClientProcess: Sendable {
    /// What happens on the standard output.
    enum Event: Sendable {
        /// A whole line, without its end.
        case line([UInt8])
        /// More bytes than a line may have, and no end.
        case lineTooLong
        /// No more lines come.
        case ended
    }

    /// How much of the standard error is kept, in bytes.
    private static let kept = 16 << 10

    private let process: Process
    private let channel: any Channel
    private let exit: EventLoopFuture<String>
    private let errorsClosed: EventLoopFuture<Void>
    private let errors: ErrorTail

    /// Starts a command of the shell; `event` is called in order, `ended` once and last.
    ///
    /// - Throws: what keeps it from starting.
    init(_ command: String, event: @escaping @Sendable (Event) -> Void) async throws {
        let (input, output, errorOutput) = (Pipe(), Pipe(), Pipe())
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let exited = loop.makePromise(of: String.self)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, errorOutput)
        process.terminationHandler = { process in
            let isSignal = process.terminationReason == .uncaughtSignal
            exited.succeed(
                isSignal ? "signal \(process.terminationStatus)" : "exit status \(process.terminationStatus)")
        }
        let errors = ErrorTail(limit: Self.kept)
        do {
            try process.run()
        } catch {
            exited.fail(error)
            throw error
        }
        (self.process, self.errors, exit) = (process, errors, exited.futureResult)
        let bootstrap = NIOPipeBootstrap(group: loop)
        channel = try await bootstrap.channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(LineHandler(event: event))
            }
        }
        .takingOwnershipOfDescriptors(
            input: Self.copy(output.fileHandleForReading.fileDescriptor),
            output: Self.copy(input.fileHandleForWriting.fileDescriptor)
        ).get()
        let errorChannel = try await NIOPipeBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(TailHandler(tail: errors))
            }
        }
        .takingOwnershipOfDescriptor(input: Self.copy(errorOutput.fileHandleForReading.fileDescriptor)).get()
        errorsClosed = errorChannel.closeFuture
        for pipe in [input, output, errorOutput] {
            // The process has its own ends; ours are the duplicates.
            try? pipe.fileHandleForReading.close()
            try? pipe.fileHandleForWriting.close()
        }
    }

    /// A descriptor of our own that no other process inherits.
    private static func copy(_ descriptor: Int32) -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }

    /// Writes a line.
    func write(_ line: Data) {
        channel.writeAndFlush(ByteBuffer(bytes: line), promise: nil)
    }

    /// The last lines of the standard error; empty where nothing was written there.
    var lastErrors: String { errors.text }

    /// How the process ended, with the standard error complete if that comes within a moment; `nil` where it still runs.
    func ending() async -> String? {
        let words = Mutex<String?>(nil)
        let (exit, errorsClosed) = (exit, errorsClosed)
        await RealTimeLimit.wait(.seconds(2)) {
            let how = try? await exit.get()
            words.withLock { $0 = how }
            try? await errorsClosed.get()
        }
        if let words = words.withLock({ $0 }) { return words }
        // A busy machine notices an end late: only a process that still runs has closed its output and gone on.
        return hasEnded ? try? await exit.get() : nil
    }

    /// Whether the process has ended, noticed or not.
    private var hasEnded: Bool {
        var info = siginfo_t()
        let status = waitid(P_PID, id_t(process.processIdentifier), &info, WEXITED | WNOHANG | WNOWAIT)
        return status != 0 || info.si_signo != 0
    }

    /// Ends the process: it reads the end of its input, and is killed where it does not end by itself.
    func stop() async {
        channel.close(mode: .output, promise: nil)
        await RealTimeLimit.wait(.seconds(5)) { [exit] in _ = try? await exit.get() }
        kill()
        _ = try? await exit.get()
        channel.close(promise: nil)
    }

    /// The addresses outside of this machine to which sockets of its group lead at this moment.
    var outsideAddresses: [String] {
        let id = process.processIdentifier
        return id > 1 ? OutsideSockets.of(group: getpgid(id)) : []
    }

    /// Kills the process and what it started, which is in its group.
    func kill() {
        let id = process.processIdentifier
        guard id > 1 else { return }
        #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
            if process.isRunning, getpgid(id) != id {
                _ = Foundation.kill(id, SIGKILL)
            } else {
                _ = Foundation.kill(-id, SIGKILL)
            }
        #endif
    }
}

/// The last bytes of a standard error.
private final class ErrorTail: Sendable {
    private let limit: Int
    private let bytes = Mutex<[UInt8]>([])

    init(limit: Int) { self.limit = limit }

    func append(_ new: some Sequence<UInt8>) {
        bytes.withLock { bytes in
            bytes += new
            if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
        }
    }

    /// The last twenty lines.
    var text: String {
        let text = String(decoding: bytes.withLock { $0 }, as: UTF8.self)
        return text.split(separator: "\n").suffix(20).joined(separator: "\n")
    }
}

/// Keeps the tail of what is read.
private final class TailHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let tail: ErrorTail

    init(tail: ErrorTail) { self.tail = tail }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        tail.append(unwrapInboundIn(data).readableBytesView)
    }
}

/// Cuts what is read into lines.
private final class LineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let event: @Sendable (ClientProcess.Event) -> Void
    private var line: [UInt8] = []
    private var isOver = false

    init(event: @escaping @Sendable (ClientProcess.Event) -> Void) {
        self.event = event
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let pieces = unwrapInboundIn(data).readableBytesView.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (place, piece) in pieces.enumerated() where !isOver {
            line += piece
            if line.count > ProtocolLine.longest {
                isOver = true
                event(.lineTooLong)
            } else if place < pieces.count - 1 {
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                if !line.isEmpty { event(.line(line)) }
                line = []
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        event(.ended)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
