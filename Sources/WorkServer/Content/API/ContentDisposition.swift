/// The header that names a downloaded file, as appendix D of RFC 6266 advises: a plain name that every client can read, then
/// the whole name in UTF-8.
struct ContentDisposition: Sendable {
    /// The header's value.
    let value: String

    init(fileName: String) {
        value = "attachment; filename=\"\(Self.plain(fileName))\"; filename*=UTF-8''\(percentEncoded(fileName))"
    }

    /// The name in ASCII, without what needs an escape and without what looks like a percent escape.
    private static func plain(_ name: String) -> String {
        var plain = ""
        let scalars = Array(name.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isEscape =
                scalar == "%" && scalars.dropFirst(index + 1).prefix(2).filter(\.properties.isASCIIHexDigit).count == 2
            let isPlain = (0x20..<0x7F).contains(scalar.value) && scalar != "\"" && scalar != "\\" && !isEscape
            plain.unicodeScalars.append(isPlain ? scalar : "_")
        }
        return plain
    }
}

/// Media types by the ending of a file's name.
enum MediaTypes {
    private static let byExtension = [
        "csv": "text/csv", "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "eml": "message/rfc822", "gif": "image/gif", "htm": "text/html", "html": "text/html", "jpeg": "image/jpeg",
        "jpg": "image/jpeg", "json": "application/json", "msg": "application/vnd.ms-outlook",
        "pdf": "application/pdf", "png": "image/png", "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "rtf": "application/rtf", "tif": "image/tiff", "tiff": "image/tiff", "txt": "text/plain",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "application/xml",
        "zip": "application/zip",
    ]

    /// The media type of a file with this ending; that of bytes where none is known.
    static func type(ofExtension ending: String) -> String {
        byExtension[ending.lowercased()] ?? "application/octet-stream"
    }
}
