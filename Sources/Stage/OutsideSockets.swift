import Foundation

/// The addresses outside of this machine to which sockets of a process lead, as the system lists them at a moment.
enum OutsideSockets {
    /// Whether an address is one of the loopback.
    static func isLoopback(_ address: String) -> Bool {
        let address = address.lowercased()
        return address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }

    /// Those of this process, sorted.
    static func ofThisProcess() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return Set(names.compactMap { Int32($0) }.compactMap(peer).filter { !isLoopback($0) }).sorted()
    }

    /// The address to which a descriptor is connected; nil where it is none of the internet's.
    private static func peer(of descriptor: Int32) -> String? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let isNamed = withUnsafeMutablePointer(to: &address) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard getpeername(descriptor, pointer, &length) == 0,
                    [AF_INET, AF_INET6].contains(Int32(pointer.pointee.sa_family))
                else { return false }
                return getnameinfo(pointer, length, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) == 0
            }
        }
        guard isNamed else { return nil }
        return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Those of the processes of a group, sorted.
    static func of(group: Int32) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let members = all.compactMap { Int32($0) }.filter { getpgid($0) == group }
        return Set(members.flatMap(of(process:))).sorted()
    }

    private static func of(process: Int32) -> [String] {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let sockets = Set(
            names.compactMap { name -> Substring? in
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
                return target?.firstMatch(of: /^socket:\[(\d+)\]$/)?.output.1
            })
        guard !sockets.isEmpty else { return [] }
        return ["tcp", "tcp6", "udp", "udp6"].flatMap { table -> [String] in
            let text = (try? String(contentsOfFile: "/proc/\(process)/net/\(table)", encoding: .utf8)) ?? ""
            return text.split(separator: "\n").dropFirst().compactMap { line in
                let fields = line.split(separator: " ", omittingEmptySubsequences: true)
                guard fields.count > 9, sockets.contains(fields[9]) else { return nil }
                return address(ofHex: fields[2].prefix { $0 != ":" })
            }
        }.filter { !isLoopback($0) }
    }

    /// The address in a table of the system, whose words are in the machine's order of bytes; nil for one that names nobody.
    static func address(ofHex hex: some StringProtocol) -> String? {
        let words = stride(from: 0, to: hex.count, by: 8).compactMap { start in
            UInt32(hex.dropFirst(start).prefix(8), radix: 16)
        }
        let bytes = words.flatMap { word in withUnsafeBytes(of: word) { Array($0) } }
        guard bytes.contains(where: { $0 != 0 }) else { return nil }
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        guard bytes.count == 16 else { return nil }
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return address(of: bytes.suffix(4))
        }
        if bytes.prefix(15).allSatisfy({ $0 == 0 }), bytes[15] == 1 { return "::1" }
        return stride(from: 0, to: 16, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":")
    }

    private static func address(of bytes: ArraySlice<UInt8>) -> String? {
        bytes.contains { $0 != 0 } ? bytes.map(String.init).joined(separator: ".") : nil
    }
}
