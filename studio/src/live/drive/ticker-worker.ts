// A page in the background may not count on its own timers; a worker's go on.
setInterval(() => {
  postMessage(0);
}, 1_000 / 60);
