/// An upload as it came: its profile, and its file.
struct ReceivedUpload: Sendable {
    /// What the profile part says; nil where there is none that can be read.
    let profile: JSONObject?
    /// Whether there was a profile, and it could not be read.
    let isProfileBroken: Bool
    /// What the file's part calls the file.
    let fileName: String?
    /// The file; nil where there is none.
    let file: Blob?

    /// What the profile says of the document: below `doc_profile`, or flat.
    subscript(field: String) -> JSONObject.Member? { profile?["doc_profile"]?[field] ?? profile?[field] }
}

/// Sorts the parts of a form into a profile and a file, as they arrive.
struct UploadAssembly: Sendable {
    /// The largest profile that is taken, in bytes.
    static let profileLimit = 1 << 20

    private var reader: MultipartReader
    private var part: MultipartReader.Part?
    private var profile: [UInt8]?
    private var fileName: String?
    private var file: UploadSink?

    init?(contentType: String) {
        guard let reader = MultipartReader(contentType: contentType) else { return nil }
        self.reader = reader
    }

    /// How large the file is by now, in bytes.
    var fileSize: Int { file?.size ?? 0 }

    /// Takes a piece of the body; writing the file may block for as long as the disk takes.
    mutating func take(_ piece: some Collection<UInt8>) throws {
        for event in try reader.read(piece) {
            switch event {
            case .part(let head):
                part = head
                if head.isProfile, profile == nil {
                    profile = []
                } else if !head.isProfile, file == nil, head.fileName != nil || head.name == "file" {
                    fileName = head.fileName
                    file = UploadSink()
                } else {
                    // A third part, or a second file: passed over.
                    part = nil
                }
            case .bytes(let bytes):
                guard let part else { continue }
                if part.isProfile {
                    guard (profile?.count ?? 0) + bytes.count <= Self.profileLimit else {
                        throw MultipartReader.Malformed(what: "The profile is larger than 1 MiB.")
                    }
                    profile? += bytes
                } else {
                    try file?.write(bytes)
                }
            }
        }
    }

    /// The upload as a whole.
    func finish() throws(MultipartReader.Malformed) -> ReceivedUpload {
        guard reader.isComplete else { throw MultipartReader.Malformed(what: "The form breaks off.") }
        let read = profile.flatMap { JSONObject(reading: $0) }
        return ReceivedUpload(
            profile: read, isProfileBroken: profile?.isEmpty == false && read == nil, fileName: fileName,
            file: file?.finish())
    }
}
