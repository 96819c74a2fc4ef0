import Testing

@testable import WorkServer

@Suite struct `The filter in the kernel` {
    /// What the kernel makes of an attempt from an address: the two kinds of instruction that the filter has, played by hand.
    private static func isDropped(_ address: UInt32, _ instructions: [KernelFilter.Instruction]) -> Bool? {
        var place = 1
        while instructions.indices.contains(place) {
            let instruction = instructions[place]
            guard instruction.code == 0x15 else { return instruction.code == 0x06 ? instruction.operand == 0 : nil }
            place += 1 + Int(address == instruction.operand ? instruction.ifTrue : instruction.ifFalse)
        }
        return nil
    }

    @Test func `drops the addresses that are named and lets everybody else in`() throws {
        let instructions = try #require(KernelFilter.instructions(dropping: ["127.0.0.3", "127.0.0.4", "10.1.2.3"]))
        // Loads the source address from the IPv4 header.
        #expect(instructions[0] == .init(code: 0x20, ifTrue: 0, ifFalse: 0, operand: 0xFFF0_000C))
        for (address, isDropped) in [
            (0x7F00_0003, true), (0x7F00_0004, true), (0x0A01_0203, true), (0x7F00_0002, false), (0, false),
        ] as [(UInt32, Bool)] {
            #expect(Self.isDropped(address, instructions) == isDropped)
        }
    }

    @Test func `reaches its end from the first of as many addresses as it takes`() throws {
        let most = (0..<KernelFilter.mostAddresses).map { "10.0.0.\($0)" }
        let instructions = try #require(KernelFilter.instructions(dropping: most))
        #expect(Self.isDropped(0x0A00_0000, instructions) == true)
        #expect(Self.isDropped(0x0A00_0000 + UInt32(most.count - 1), instructions) == true)
        #expect(Self.isDropped(0x0A00_0000 + UInt32(most.count), instructions) == false)
        #expect(KernelFilter.instructions(dropping: most + ["10.0.1.1"]) == nil)
    }

    @Test(arguments: [[], ["::1"], ["127.0.0"], ["127.0.0.256"], ["127.0.0.1", "somewhere"]])
    func `is not made for what is no address`(addresses: [String]) {
        #expect(KernelFilter.instructions(dropping: addresses) == nil)
    }
}
