/** The largest file that the page takes to its server, in bytes. Discord takes more; what Squawk reads is smaller. */
export const LARGEST_FILE = 2 * 1024 * 1024;
