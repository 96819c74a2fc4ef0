import Foundation
import Rules
import Secrets
import Synchronization

/// One upload as it is meant, before it is sent.
struct Upload: Sendable {
    /// How it is counted: `upload_version`.
    let kind: String
    /// Below the customer: `/libraries/ACTIVE/documents/ACTIVE!3.1/versions`.
    let path: String
    let name: DocumentName
    let source: DocumentSource
    let progress: (@Sendable (TransferProgress) -> Void)?
}

/// Nobody knows whether an upload was stored: it was sent, and no answer came.
struct UploadEndUnknown: Error {
    let wasCancelled: Bool
}

/// Sending contents; never twice, unless somebody has looked in between.
extension Integration {
    /// Sends an upload once.
    ///
    /// A token that is refused with 401 is renewed; `lookUp` then says what was stored all the same, and only where that
    /// is nothing the contents are sent again.
    ///
    /// - Throws: `UploadEndUnknown` where it may have been stored, else an `IntegrationFailure`.
    func send(
        _ upload: Upload, _ key: SessionKey, lookUp: () async throws -> SavedDocument?
    ) async throws -> SavedDocument {
        let record = try record(key.server)
        let session = try session(of: key)
        var response = try await sendOnce(upload, session, record)
        if response.status == 401 {
            let renewed = try await renewedSession(of: key, refused: session, record: record)
            if let stored = try await lookUp() { return stored }
            response = try await sendOnce(upload, renewed, record)
            guard response.status != 401 else { throw expired(response, renewed, of: key) }
        }
        guard (200...299).contains(response.status) else { throw refusedCall(response, record: record) }
        guard let answer = JSONValue(response.body), let data = answer["data"] else {
            throw notAWorkServer(response, at: .api, record: record)
        }
        let profile = DocumentProfile(data)
        let name = data["name"] == nil ? nil : profile?.name
        return SavedDocument(
            version: profile?.version ?? 1, name: name ?? upload.name.full, size: upload.source.length,
            notices: warnings(in: answer))
    }

    private func sendOnce(_ upload: Upload, _ session: Session, _ record: ServerRecord) async throws -> WireResponse {
        let trouble = SourceTrouble()
        let total = upload.source.length
        let boundary = "o-and-d-" + base64URL(configuration.identifiers.bytes("boundary", count: 12))
        let form = try UploadForm(upload.name, upload.source.watched(by: trouble), boundary: boundary) { done in
            upload.progress?(TransferProgress(done: done, total: total))
        }
        var call = APICall(upload.kind, upload.path, method: "POST")
        call.contentType = form.contentType
        call.upload = form.body
        let result: Result<WireResponse, TransportFault>
        do throws(CancellationError) {
            result = try await attempt(call, with: session, record: record)
        } catch {
            throw UploadEndUnknown(wasCancelled: true)
        }
        switch result {
        case .success(let response): return response
        case .failure(let fault):
            // Contents that could not be read to their end were not sent to their end, and so are not stored.
            if trouble.isThere { throw unreadable(upload, record) }
            guard fault.layer == .http || fault == .reset else { throw failure(for: fault, at: .api, record: record) }
            throw UploadEndUnknown(wasCancelled: false)
        }
    }

    private func unreadable(_ upload: Upload, _ record: ServerRecord) -> IntegrationFailure {
        IntegrationFailure(
            .uploadRefused, at: .office,
            cause: "\(upload.name.full) could not be read to its end; nothing is stored.",
            remedy: "Close it where it is open, and save again.", rule: "client.upload.unreadable", server: record.name)
    }
}

/// Whether contents could not be read.
final class SourceTrouble: Sendable {
    private let state = Mutex(false)
    var isThere: Bool { state.withLock { $0 } }
    func note() { state.withLock { $0 = true } }
}

extension DocumentSource {
    /// The same contents; whoever reads them in vain, or finds more or less than was said, notes it.
    func watched(by trouble: SourceTrouble) -> DocumentSource {
        let upload = upload
        return DocumentSource(length: length) {
            let read: WireUpload.Reader
            do {
                read = try upload.open()
            } catch {
                trouble.note()
                throw error
            }
            let rest = Mutex(upload.length)
            return {
                do {
                    let piece = try await read()
                    let left = rest.withLock { rest in
                        rest -= piece?.count ?? 0
                        return rest
                    }
                    guard left >= 0, piece != nil || left == 0 else { throw CocoaError(.fileReadCorruptFile) }
                    return piece
                } catch {
                    trouble.note()
                    throw error
                }
            }
        }
    }
}
