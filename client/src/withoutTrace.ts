import { EventEmitter, LogLevel, type LogOutputChannel } from 'vscode';

/**
 * The channel as one that never asks for traces. The client library writes all that crosses the protocol, document
 * text included, once somebody sets the channel's level to Trace, and no secret leaves the file.
 */
export function withoutTrace(log: LogOutputChannel): LogOutputChannel {
  const { event: never } = new EventEmitter<LogLevel>();
  return Object.create(log, { logLevel: { value: LogLevel.Info }, onDidChangeLogLevel: { value: never } });
}
