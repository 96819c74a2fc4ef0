import Dispatch
import Foundation

/// Tells of files that were saved below some folders, as the kernel does: nothing is asked again and again.
final class FolderWatch {
    /// Paths that were saved, moved in or taken away, as they were named; several where they came at once.
    let changes: AsyncStream<Set<String>>
    private let source: any DispatchSourceRead
    private let continuation: AsyncStream<Set<String>>.Continuation

    /// Why nothing can be watched.
    struct Unwatchable: Error, CustomStringConvertible {
        let description: String
    }

    /// Watches folders, and those below them as they are now; of a file, the folder it is in.
    init(_ paths: [String]) throws(Unwatchable) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw Unwatchable(description: "this machine has no more watches to give") }
        var folders: [Int32: String] = [:]
        for folder in Self.folders(of: paths) {
            // Editors write in place, or write another file and move it over.
            let watch = inotify_add_watch(
                descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE))
            guard watch >= 0 else {
                close(descriptor)
                throw Unwatchable(description: "'\(folder)' cannot be watched")
            }
            folders[watch] = folder
        }
        (changes, continuation) = AsyncStream.makeStream()
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        source.setEventHandler { [continuation, folders] in
            let paths = Self.read(descriptor, folders)
            if !paths.isEmpty { continuation.yield(paths) }
        }
        source.setCancelHandler { close(descriptor) }
        self.source = source
        source.activate()
    }

    deinit { source.cancel() }

    /// Ends `changes`, from wherever it is called.
    var end: @Sendable () -> Void { { [continuation] in continuation.finish() } }

    /// The folders to watch: those that were named with all below them, hidden ones passed over.
    static func folders(of paths: [String]) -> [String] {
        var found: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
            guard isFolder.boolValue else {
                let folder =
                    path.contains("/") ? String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)) : "."
                found.append(folder.isEmpty ? "/" : folder)
                continue
            }
            let root = path.hasSuffix("/") ? String(path.dropLast()) : path
            found.append(root)
            for inner in ((try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []).sorted() {
                var isInner: ObjCBool = false
                let isHidden = inner.split(separator: "/").contains { $0.hasPrefix(".") }
                guard !isHidden, FileManager.default.fileExists(atPath: "\(root)/\(inner)", isDirectory: &isInner),
                    isInner.boolValue
                else { continue }
                found.append("\(root)/\(inner)")
            }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    /// All that the kernel has to tell now.
    private static func read(_ descriptor: Int32, _ folders: [Int32: String]) -> Set<String> {
        var paths: Set<String> = []
        let size = MemoryLayout<inotify_event>.size
        withUnsafeTemporaryAllocation(byteCount: 16 * 1024, alignment: MemoryLayout<inotify_event>.alignment) {
            buffer in
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                guard count > 0 else { return }
                var offset = 0
                while offset + size <= count {
                    let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    // A name is padded with zeros to the length that the kernel tells.
                    let bytes = buffer[(offset + size)..<min(count, offset + size + Int(event.len))].prefix { $0 != 0 }
                    let name = String(decoding: bytes, as: UTF8.self)
                    if let folder = folders[event.wd], name.hasSuffix(".yaml"), !name.hasPrefix(".") {
                        paths.insert(folder == "." ? name : "\(folder)/\(name)")
                    }
                    offset += size + Int(event.len)
                }
            }
        }
        return paths
    }
}
