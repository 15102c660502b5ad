// Takes from a Worker what could reach the network, the disk or other tabs, before a pupil's program runs. The program itself
// sees only the functions of its lab; this is the wall behind that wall, and the server's Content-Security-Policy the one behind it.

const doors = [
  "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "Worker", "SharedWorker", "importScripts", "BroadcastChannel",
  "indexedDB", "caches", "CacheStorage", "cookieStore", "FileReaderSync", "Notification", "RTCPeerConnection", "webkitRequestFileSystem",
  "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL", "eval", "Function",
];
const navigatorDoors = ["storage", "locks", "serviceWorker", "sendBeacon", "usb", "serial", "hid", "gpu", "permissions", "mediaDevices", "connection"];

/** Removes the doors from `scope`, its navigator and all their prototypes; answers the names that resisted (a browser test wants none). */
export function lockDown(scope: object): string[] {
  const navigator = (scope as { navigator?: object }).navigator;
  return [...remove(scope, doors), ...(navigator ? remove(navigator, navigatorDoors) : [])];
}

function remove(target: object, names: readonly string[]): string[] {
  return names.filter((name) => {
    for (let owner: object | null = target; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
      if (!Object.prototype.hasOwnProperty.call(owner, name)) continue;
      if (!Reflect.deleteProperty(owner, name)) Reflect.defineProperty(owner, name, { value: undefined, writable: false, configurable: false });
    }
    return (target as Record<string, unknown>)[name] !== undefined;
  });
}
