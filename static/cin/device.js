// What was typed and could not be sent, kept on this device until it can. It is encrypted with a key that no
// script can read out, which belongs to one person: signing out, or somebody else signing in here, destroys both.
const NAME = "cin-typed";
const OWNER = "owner";
const KEY = "key";

function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function endOf(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

async function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("about");
    request.result.createObjectStore("texts");
  };
  const database = await answerOf(request);
  // Another page destroys what is kept: it must not wait for this one.
  database.onversionchange = () => database.close();
  return database;
}

const read = (database, name) => answerOf(database.transaction("about").objectStore("about").get(name));

async function destroy() {
  const request = indexedDB.deleteDatabase(NAME);
  await answerOf(request);
}

// Makes the owner and the key, unless another page was quicker.
async function begin(database, owner) {
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const transaction = database.transaction("about", "readwrite");
  const about = transaction.objectStore("about");
  if (!(await answerOf(about.get(OWNER)))) {
    about.put(owner, OWNER);
    about.put(made, KEY);
  }
  await endOf(transaction);
}

export class Device {
  constructor(owner) {
    this.owner = owner;
  }

  // Opens what this person kept here, and nothing when it belongs to somebody else by now.
  async with(work) {
    const database = await open();
    try {
      if ((await read(database, OWNER)) !== this.owner) {
        return undefined;
      }
      return await work(database, await read(database, KEY));
    } finally {
      database.close();
    }
  }

  // Keeps one text under its number; says whether it did.
  async put(id, text) {
    const kept = await this.with(async (database, key) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const encoder = new TextEncoder();
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: encoder.encode(id) },
        key,
        encoder.encode(JSON.stringify(text)),
      );
      const transaction = database.transaction("texts", "readwrite");
      transaction.objectStore("texts").put({ iv, sealed }, id);
      await endOf(transaction);
      return true;
    });
    return kept === true;
  }

  async remove(id) {
    await this.with(async (database) => {
      const transaction = database.transaction("texts", "readwrite");
      transaction.objectStore("texts").delete(id);
      await endOf(transaction);
    });
  }

  // Gives every text kept here, as [number, text].
  async all() {
    const found = await this.with(async (database, key) => {
      const texts = database.transaction("texts").objectStore("texts");
      const [ids, rows] = await Promise.all([answerOf(texts.getAllKeys()), answerOf(texts.getAll())]);
      return Promise.all(
        rows.map(async ({ iv, sealed }, place) => {
          const additionalData = new TextEncoder().encode(ids[place]);
          const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, sealed);
          return [ids[place], JSON.parse(new TextDecoder().decode(open))];
        }),
      );
    });
    return found ?? [];
  }

  async destroy() {
    await destroy();
  }
}

// Gives what this person may keep here, or nothing where the browser cannot keep a secret.
export async function claim(owner) {
  if (!globalThis.indexedDB || !globalThis.crypto?.subtle) {
    return null;
  }
  try {
    let database = await open();
    if (![undefined, owner].includes(await read(database, OWNER))) {
      database.close();
      await destroy();
      database = await open();
    }
    await begin(database, owner);
    database.close();
    return new Device(owner);
  } catch {
    return null;
  }
}
