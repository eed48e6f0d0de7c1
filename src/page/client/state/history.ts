/** The address follows what is shown, and what is shown follows the address. */
import type { Data } from '../data/types.js';
import type { MapView } from '../map/map-view.js';
import { readAddress, writeAddress } from './address.js';
import type { Step, Store } from './store.js';
import { addressOf, missingAt, wantedAt } from './wanted.js';

/** The address follows the view when it has been still for so long. */
const STILL_MS = 400;

export class AddressBar {
  private readonly data: Data;
  private readonly store: Store;
  private readonly map: MapView;
  private timer = 0;
  private isMoved = false;

  constructor(data: Data, store: Store, map: MapView) {
    this.data = data;
    this.store = store;
    this.map = map;
  }

  /** The view has changed. */
  moved(): void {
    this.isMoved = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.write('replace'), STILL_MS);
  }

  /** Without loading; the view and typing do not fill the history. */
  write(step: Exclude<Step, 'keep'>): void {
    void this.data.texts.then((texts) => {
      const { view, zoom } = this.map.camera;
      const isWhole = !this.isMoved || Math.abs(zoom - 1) < 0.01;
      const place = isWhole ? null : { x: view.x, y: -view.y, zoom };
      const hash = writeAddress(addressOf(this.data, texts, this.store.wanted, place));
      if (hash === location.hash) return;
      const address = hash || location.pathname + location.search;
      window.history[step === 'push' ? 'pushState' : 'replaceState'](null, '', address);
    });
  }

  /** Shows what the address asks for; what of it is not on this map, in words. Null: something was chosen meanwhile. */
  async follow(): Promise<string | null> {
    const address = readAddress(location.hash);
    const { choices } = this.store;
    const there = wantedAt(this.data, await this.data.texts, address);
    if (choices !== this.store.choices) return null;
    this.store.change(there, 'keep');
    const { view } = address;
    if (view !== null) this.map.camera.showPlace(view.x, -view.y, view.zoom);
    return missingAt(address, there).join(' ');
  }
}
