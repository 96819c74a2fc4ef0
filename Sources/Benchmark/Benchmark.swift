import Foundation
import WorkServer

/// Measures the server's content API beside a bare route, and how its costs grow with the firm and with log-ins.
///
/// `worksim-bench` measures all; `--quick` takes small firms, few log-ins and a small transfer, to see that it works;
/// `--log-ins` measures the log-ins alone, `--profiles` the profile beside the bare route alone. The status is 1 if a bound is missed.
@main
enum Benchmark {
    static func main() async {
        let known = ["--quick", "--log-ins", "--profiles"]
        if let unknown = CommandLine.arguments.dropFirst().first(where: { !known.contains($0) }) {
            print("worksim-bench: there is no option '\(unknown)'; use \(known.joined(separator: ", ")), or none.")
            exit(64)
        }
        let isQuick = CommandLine.arguments.contains("--quick")
        let sizes = isQuick ? [200, 1_000] : [1_000, 10_000, 100_000]
        do {
            var bounds: [Bound] = []
            if CommandLine.arguments.contains("--profiles") {
                for size in sizes {
                    print("\(Table.number(Double(size))) documents …")
                    bounds += try await Measurement(profilesAmong: size).bounds
                }
            } else {
                bounds = try await logIns(after: isQuick ? [0, 200, 1_000] : [0, 10_000, 100_000])
            }
            if !CommandLine.arguments.contains("--profiles"), !CommandLine.arguments.contains("--log-ins") {
                bounds += try await measure(
                    sizes: sizes, calls: isQuick ? 20 : 200,
                    transfer: isQuick ? 16 << 20 : 1 << 30)
            }
            print("\nBounds:")
            for bound in bounds {
                print(
                    "  \(bound.isKept ? "kept  " : "MISSED") \(bound.name): \(Table.number(bound.value)), "
                        + "\(bound.isUpper ? "less than" : "at least") \(Table.number(bound.limit)) \(bound.unit)")
            }
            let missed = bounds.filter { !$0.isKept }
            print("\n\(bounds.count - missed.count) of \(bounds.count) bounds are kept.")
            if !missed.isEmpty { exit(1) }
        } catch {
            print("worksim-bench cannot go on: \(error)")
            exit(2)
        }
    }

    private static func logIns(after counts: [Int]) async throws -> [Bound] {
        print("log-ins …")
        let plain = try await LogInCosts(counts: counts, isJournaled: false, samples: 200).run()
        return plain + (try await LogInCosts(counts: counts, isJournaled: true, samples: 200).run())
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
        return measurements.flatMap(\.bounds) + transfers
    }
}
