import Dispatch
import Foundation

/// Waits for SIGTERM or SIGINT.
final class EndSignals {
    private let sources: [any DispatchSourceSignal]
    private let stream: AsyncStream<Int32>

    /// From here on the signals no longer end the process.
    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.activate()
            return source
        }
        self.stream = stream
    }

    /// Returns when the first signal has come, also one that came before the call.
    func first() async {
        for await _ in stream { break }
        for source in sources { source.cancel() }
    }
}
