/// Where the files come from that others name in `extends`.
public struct ExtendedTexts: Sendable {
    /// Why a file cannot be extended, in words: `there is no such file`.
    public struct Refusal: Error, Hashable, Sendable {
        /// The reason.
        public let reason: String
        /// What to do about it; nil where the path may be wrong.
        public let remedy: String?

        /// A refusal with its reason, and what to do about it.
        public init(_ reason: String, remedy: String? = nil) { (self.reason, self.remedy) = (reason, remedy) }
    }

    /// The text of a file, by its path.
    public let read: @Sendable (String) -> Result<String, Refusal>

    /// Texts that a function gives.
    public init(read: @escaping @Sendable (String) -> Result<String, Refusal>) { self.read = read }

    /// No files at all, where a text is read by itself.
    public static let none = ExtendedTexts { _ in .failure(Refusal("only this text is read, and no other file")) }
}
