import Dispatch
import Foundation
import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// Tells of files that were saved below some folders, as the kernel does: nothing is asked again and again.
///
/// A folder that is made, moved or linked there later is watched like those that were there from the start.
final class FolderWatch {
    /// Paths that were saved, moved in or taken away, as they were named; several where they came at once.
    let changes: AsyncStream<Set<String>>
    private let source: any DispatchSourceRead
    private let continuation: AsyncStream<Set<String>>.Continuation

    /// Why nothing can be watched.
    struct Unwatchable: Error, CustomStringConvertible {
        let description: String
    }

    /// Watches folders with all below them; of a file, and `beside`, the folder alone.
    init(_ paths: [String], beside: [String] = []) throws(Unwatchable) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw Unwatchable(description: Self.reason("nothing")) }
        let watched = Watched(descriptor: descriptor)
        let roots = Self.roots(of: paths) + beside.map { (folder: $0, isDeep: false) }
        for root in roots where !watched.add(root.folder, isDeep: root.isDeep) {
            let reason = Self.reason("'\(root.folder)'")
            close(descriptor)
            throw Unwatchable(description: reason)
        }
        (changes, continuation) = AsyncStream.makeStream()
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        source.setEventHandler { [continuation] in
            let paths = watched.read()
            if !paths.isEmpty { continuation.yield(paths) }
        }
        source.setCancelHandler { close(descriptor) }
        self.source = source
        source.activate()
    }

    deinit { source.cancel() }

    /// Ends `changes`, from wherever it is called.
    var end: @Sendable () -> Void { { [continuation] in continuation.finish() } }

    private static func reason(_ what: String) -> String {
        let code = errno
        guard code == ENOSPC || code == EMFILE else {
            return MachineError("\(what) cannot be watched", code).description
        }
        return "\(what) cannot be watched: this machine has no more watches to give; raise fs.inotify.max_user_watches "
            + "and fs.inotify.max_user_instances"
    }

    /// The folders that were named, and of each whether those below it count too: of a file, the folder it is in does not.
    private static func roots(of paths: [String]) -> [(folder: String, isDeep: Bool)] {
        paths.compactMap { path in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
            let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            guard !isFolder.boolValue else { return (path, true) }
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            return (folder.isEmpty ? "/" : folder, false)
        }
    }
}

/// The folders that are watched, by the number that the kernel gave each.
private final class Watched: Sendable {
    private struct Folder {
        let path: String
        let isDeep: Bool
    }

    private let descriptor: Int32
    private let folders = Mutex<[Int32: Folder]>([:])

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Watches a folder and those below it, hidden ones passed over; of one that is not deep only its presets.
    ///
    /// Returns whether that went well.
    func add(_ path: String, isDeep: Bool, isMoved: Bool = false) -> Bool {
        var seen: Set<Int32> = []
        return add(path, isDeep: isDeep, isMoved: isMoved, &seen)
    }

    private func add(_ path: String, isDeep: Bool, isMoved: Bool, _ seen: inout Set<Int32>) -> Bool {
        // Editors write in place, or write another file and move it over.
        let events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE
        let number = inotify_add_watch(descriptor, path, UInt32(events))
        guard number >= 0 else { return false }
        // A link back leads to a folder that is watched already; one that was moved has another name now.
        let isFirst = seen.insert(number).inserted
        let isNew = folders.withLock { folders in
            let known = folders[number]
            let name = isMoved ? path : known?.path ?? path
            folders[number] = Folder(path: name, isDeep: isDeep || known?.isDeep ?? false)
            return isMoved || (known.map { isDeep && !$0.isDeep } ?? true)
        }
        guard isFirst, isNew else { return true }
        let below = isDeep ? Self.names(in: path) : ["presets"]
        for name in below where Self.isFolder("\(path)/\(name)") {
            guard add("\(path)/\(name)", isDeep: isDeep, isMoved: isMoved, &seen) else { return false }
        }
        return true
    }

    /// All that the kernel has to tell now.
    func read() -> Set<String> {
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
                    take(event, String(decoding: bytes, as: UTF8.self), &paths)
                    offset += size + Int(event.len)
                }
            }
        }
        return paths
    }

    private func take(_ event: inotify_event, _ name: String, _ paths: inout Set<String>) {
        guard let folder = folders.withLock({ $0[event.wd] }), !name.isEmpty, !name.hasPrefix(".") else { return }
        let path = folder.path == "." ? name : "\(folder.path)/\(name)"
        if ScenarioLoader.name(ofFile: name) != nil, !Self.isFolder(path) {
            // A file that was just made is reported when it is closed; a link is never written to.
            let isMade = event.mask & UInt32(IN_CREATE) != 0
            if !isMade || (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
                paths.insert(path)
            }
            return
        }
        let isGone = event.mask & UInt32(IN_DELETE | IN_MOVED_FROM) != 0
        let isMoved = event.mask & UInt32(IN_MOVED_TO) != 0
        guard folder.isDeep || name == "presets", !isGone, Self.isFolder(path),
            add(path, isDeep: folder.isDeep, isMoved: isMoved)
        else { return }
        // What was saved in it before it was watched is reported now.
        paths.formUnion(Self.scenarios(below: path))
    }

    private static func scenarios(below folder: String) -> [String] {
        names(in: folder).flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            return isFolder(path) ? scenarios(below: path) : ScenarioLoader.name(ofFile: name) == nil ? [] : [path]
        }
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
