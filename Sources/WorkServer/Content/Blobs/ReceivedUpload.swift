/// An upload as it came: its profile, and its file.
struct ReceivedUpload: Sendable {
    /// What the profile part says; nil where there is none that can be read.
    let profile: JSONObject?
    /// Why the profile cannot be read; nil where it can, or where there is none.
    let profileProblem: JSONReader.Problem?
    /// What the file's part calls the file, without folders; nil where it has no name.
    let fileName: String?
    /// The file; nil where there is none.
    let file: Blob?
    /// The first bytes of the file, in which an e-mail has its headers.
    let beginning: [UInt8]
    /// The names of parts that are neither the profile nor the file.
    let passedOver: [String]

    /// What the profile says of the document: below `doc_profile`, or flat.
    subscript(field: String) -> JSONObject.Member? { profile?["doc_profile"]?[field] ?? profile?[field] }
}

/// Sorts the parts of a form into a profile and a file, as they arrive.
struct UploadAssembly: Sendable {
    /// The largest profile that is taken, in bytes.
    static let profileLimit = 1 << 20

    private enum Target {
        case profile, file, nobody
    }

    private let makeFile: @Sendable () throws -> any BlobFile
    private var reader: MultipartReader
    private var target = Target.nobody
    private var profile: [UInt8]?
    private var fileName: String?
    private var file: UploadSink?
    private var beginning: [UInt8] = []
    private var passedOver: [String] = []

    /// Begins with a content type; nil where it names no boundary.
    init?(contentType: String, makeFile: @escaping @Sendable () throws -> any BlobFile = { try NamelessFile() }) {
        guard let reader = MultipartReader(contentType: contentType) else { return nil }
        self.reader = reader
        self.makeFile = makeFile
    }

    /// How large the file is by now, in bytes.
    var fileSize: Int { file?.size ?? 0 }

    /// Takes a piece of the body; writing the file may block for as long as the disk takes.
    mutating func take(_ piece: some Collection<UInt8>) throws {
        try sort(try reader.read(piece))
    }

    private mutating func sort(_ events: [MultipartReader.Event]) throws {
        for event in events {
            switch event {
            case .part(let head): try begin(head)
            case .bytes(let bytes): try keep(bytes)
            }
        }
    }

    private mutating func begin(_ head: MultipartHead) throws(MultipartReader.Malformed) {
        if head.isProfile {
            guard profile == nil else { throw MultipartReader.Malformed(what: "The form has two profiles.") }
            profile = []
            target = .profile
        } else if head.isFile {
            // Which of two files is meant nobody can say, and one would be lost.
            guard file == nil else { throw MultipartReader.Malformed(what: "The form has two files.") }
            fileName = head.fileName.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
            file = UploadSink(makeFile: makeFile)
            target = .file
        } else {
            // A field of a form that no upload needs.
            passedOver.append("part \(head.name ?? head.fileName ?? "without a name")")
            target = .nobody
        }
    }

    private mutating func keep(_ bytes: [UInt8]) throws {
        switch target {
        case .profile:
            guard (profile?.count ?? 0) + bytes.count <= Self.profileLimit else {
                throw MultipartReader.Malformed(what: "The profile is larger than 1 MiB.")
            }
            profile? += bytes
        case .file:
            beginning += bytes.prefix(max(0, InternetMessage.headLimit - beginning.count))
            try file?.write(bytes)
        case .nobody: break
        }
    }

    /// The upload as a whole.
    ///
    /// - Throws: `MultipartReader.Malformed` where the form breaks off, and what writing the file throws.
    mutating func finish(allowingDuplicates: Bool = false) throws -> ReceivedUpload {
        try sort(try reader.finish())
        var read: JSONObject?
        var problem: JSONReader.Problem?
        if let profile, !profile.isEmpty {
            do throws(JSONReader.Problem) {
                read = try JSONObject(reading: profile, allowingDuplicates: allowingDuplicates)
            } catch {
                problem = error
            }
        }
        return ReceivedUpload(
            profile: read, profileProblem: problem, fileName: fileName, file: file?.finish(), beginning: beginning,
            passedOver: passedOver)
    }
}
