package org.asclepion.host.recording;

/** Why a recording ends where it does. The order is that of the numbers in files. */
public enum Ending {
  /** The room was forgotten, or the server stopped. */
  CLOSED,
  /** The file reached its greatest size. */
  FILE_FULL,
  /** More was to be written than may wait for the disk. */
  DISK_TOO_SLOW
}
