import Foundation
import Testing

@testable import Stage

/// Sockets that lead outside of this machine.
@Suite struct `A way outside` {
    @Test func `is another address than one of the loopback`() {
        for address in ["127.0.0.1", "127.10.3.4", "::1", "::ffff:127.0.0.1"] {
            #expect(OutsideSockets.isLoopback(address))
        }
        for address in ["128.0.0.1", "192.0.2.1", "2001:db8::1", "::", "12.7.0.1"] {
            #expect(!OutsideSockets.isLoopback(address))
        }
    }

    @Test func `is read from the system's tables`() {
        // As the tables of a machine have them whose words begin with the lowest byte.
        #expect(OutsideSockets.address(ofHex: "0100007F") == "127.0.0.1")
        #expect(OutsideSockets.address(ofHex: "010200C0") == "192.0.2.1")
        #expect(OutsideSockets.address(ofHex: "00000000") == nil)
        #expect(OutsideSockets.address(ofHex: "00000000000000000000000001000000") == "::1")
        #expect(OutsideSockets.address(ofHex: "0000000000000000FFFF0000010200C0") == "192.0.2.1")
        #expect(OutsideSockets.address(ofHex: "B80D0120000000000000000001000000") == "2001:db8:0:0:0:0:0:1")
        #expect(OutsideSockets.address(ofHex: "00000000000000000000000000000000") == nil)
    }
}
