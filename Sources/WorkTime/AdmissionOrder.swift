/// Chooses which of several parties goes on first; the same seed makes the same choices in every run.
public struct AdmissionOrder: Sendable {
    private var state: UInt64

    /// Starts the choices of a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// Returns the position of the next of `count` parties; draws nothing where there is no choice.
    mutating func choose(among count: Int) -> Int {
        guard count > 1 else { return 0 }
        // SplitMix64, whose steps are defined for every state.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed.multipliedFullWidth(by: UInt64(count)).high)
    }
}
