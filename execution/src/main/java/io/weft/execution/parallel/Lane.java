package io.weft.execution.parallel;

import io.weft.execution.transaction.TransactionProcessor;

/**
 * What a worker works with while it is at a block; the thread in it changes from block to block.
 */
final class Lane {
  final int index;
  final TransactionProcessor processor;
  final VersionedStateView view;
  final Publisher publisher;
  final Recorder.Timeline timeline = new Recorder.Timeline();

  Lane(
      int index,
      TransactionProcessor processor,
      VersionedStateView view,
      MultiVersionState versions) {
    this.index = index;
    this.processor = processor;
    this.view = view;
    publisher = new Publisher(versions);
  }
}
