/**
 * Rows in columns: the only place that touches the disk.
 *
 * <pre>
 * commit --> WriteBatch --> KeyValueStore.write (atomic, durable) --> Snapshot --> chain
 * </pre>
 *
 * <p>One thread writes; any number read. A {@link Snapshot} is an immutable view that stays as it
 * is while later batches are written; it is released when closed, when forgotten, or with its
 * store. {@link RocksDbStore} keeps rows on disk, {@link InMemoryStore} in the heap; both pass the
 * same contract test. What a row means is decided in {@code chain} and {@code commit}.
 *
 * <p>Whatever goes wrong with the environment is a {@link StoreException}, and fatal: a node in
 * doubt about its database stops.
 */
@NullMarked
package io.weft.execution.store;

import org.jspecify.annotations.NullMarked;
