import Foundation
import WorkServer

/// Measures the server's content API beside a bare route, and how its costs grow with the firm.
///
/// `worksim-bench` measures all; `worksim-bench --quick` small firms and a small transfer, to see that it works. It ends
/// with status 1 where a bound is missed.
@main
enum Benchmark {
    static func main() async {
        let isQuick = CommandLine.arguments.contains("--quick")
        do {
            let bounds = try await measure(
                sizes: isQuick ? [200, 1_000] : [1_000, 10_000, 100_000], calls: isQuick ? 20 : 200,
                transfer: isQuick ? 16 << 20 : 1 << 30)
            let missed = bounds.filter { !$0.isKept }
            print("\n\(bounds.count - missed.count) of \(bounds.count) bounds are kept.")
            if !missed.isEmpty { exit(1) }
        } catch {
            print("worksim-bench cannot go on: \(error)")
            exit(2)
        }
    }

    private static func measure(sizes: [Int], calls: Int, transfer bytes: Int) async throws -> [Bound] {
        var measurements: [Measurement] = []
        for size in sizes {
            print("\(Table.number(Double(size))) documents …")
            // To be seen as it comes, also through a pipe.
            fflush(nil)
            measurements.append(try await Measurement(documents: size, calls: calls))
        }
        print("a transfer of \(bytes >> 20) MiB …\n")
        let server = try await MeasuredServer.start(documents: 1)
        let moved = try await Transfer(server: server).run(bytes: bytes)
        await server.server.stop()

        Table(measurements: measurements).show()
        let size = Double(bytes) / Double(1 << 20)
        print("\nA file of \(bytes >> 20) MiB:")
        for (name, time, growth) in [
            ("upload", moved.upload, moved.uploadGrowth), ("download", moved.download, moved.downloadGrowth),
        ] {
            print(
                "  \(name): \(Table.number(size / time.seconds)) MiB a second, "
                    + "\(Table.number(Double(growth) / Double(1 << 20))) MiB more memory at the peak")
        }
        let transfers = [("upload", moved.uploadGrowth), ("download", moved.downloadGrowth)].map { name, growth in
            Bound.atMost("memory of the \(name)", Double(growth) / Double(1 << 20), 64, "MiB")
        }
        let bounds = measurements.flatMap(\.bounds) + transfers
        print("\nBounds:")
        for bound in bounds {
            print(
                "  \(bound.isKept ? "kept  " : "MISSED") \(bound.name): \(Table.number(bound.value)), "
                    + "\(bound.isUpper ? "less than" : "at least") \(Table.number(bound.limit)) \(bound.unit)")
        }
        return bounds
    }
}
