import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Whether the kernel throws connection attempts away for us.
public enum KernelDropping: Hashable, Sendable {
    /// It does: the callers' attempts are never answered.
    case isOn
    /// It does not, and why not, in a sentence.
    case isOff(String)
}

/// A packet filter on the listening socket: attempts from some addresses are thrown away before anybody sees them.
///
/// Whoever is dropped this way waits for the connection itself, as behind a firewall that drops; the silence of
/// `Firewall.Default.drop` begins only once the connection stands.
enum KernelFilter {
    /// `struct sock_filter`: code, jump if true, jump if false, operand.
    struct Instruction: Hashable, Sendable {
        let code: UInt16
        let ifTrue: UInt8
        let ifFalse: UInt8
        let operand: UInt32
    }

    /// `struct sock_fprog`: how many instructions there are, and where.
    private struct Program: Sendable {
        let count: UInt16
        let instructions: UInt
    }

    /// A jump reaches 255 instructions far.
    static let mostAddresses = 200

    private static let attachFilter: SocketOptionName = 26

    /// The instructions that let everybody in but these IPv4 addresses; nil where one of them is none.
    static func instructions(dropping addresses: [String]) -> [Instruction]? {
        let numbers = addresses.compactMap { address -> UInt32? in
            let octets = address.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
            return octets.count == 4 ? octets.reduce(0) { $0 << 8 | UInt32($1) } : nil
        }
        guard numbers.count == addresses.count, !numbers.isEmpty, numbers.count <= mostAddresses else { return nil }
        // The source address of the IPv4 header: byte 12 from where the network header begins.
        let load = Instruction(code: 0x20, ifTrue: 0, ifFalse: 0, operand: 0xFFF0_0000 + 12)
        let compare = numbers.enumerated().map { index, number in
            Instruction(code: 0x15, ifTrue: UInt8(numbers.count - index), ifFalse: 0, operand: number)
        }
        let accept = Instruction(code: 0x06, ifTrue: 0, ifFalse: 0, operand: .max)
        let drop = Instruction(code: 0x06, ifTrue: 0, ifFalse: 0, operand: 0)
        return [load] + compare + [accept, drop]
    }

    /// Puts the filter on a listening socket.
    static func attach(to channel: any Channel, dropping addresses: [String]) async -> KernelDropping {
        #if os(Linux)
            guard let instructions = instructions(dropping: addresses) else {
                return .isOff("It takes 1 to \(mostAddresses) IPv4 addresses.")
            }
            guard let socket = channel as? any SocketOptionProvider else { return .isOff("There is no socket.") }
            let memory = UnsafeMutableBufferPointer<Instruction>.allocate(capacity: instructions.count)
            defer { memory.deallocate() }
            _ = memory.initialize(from: instructions)
            let program = Program(
                count: UInt16(instructions.count), instructions: UInt(bitPattern: memory.baseAddress))
            do {
                try await socket.unsafeSetSocketOption(
                    level: SocketOptionLevel(SOL_SOCKET), name: attachFilter, value: program
                ).get()
                return .isOn
            } catch let error as IOError where error.errnoCode == EPERM {
                return .isOff("This needs the right CAP_NET_ADMIN, which root has.")
            } catch let error as IOError {
                return .isOff("The kernel refuses it (error \(error.errnoCode)).")
            } catch {
                return .isOff("The kernel refuses it.")
            }
        #else
            return .isOff("Only Linux can do it.")
        #endif
    }
}
