/** Numbers of mesh points, in order, that make the lines by which a face is drawn; all are closed. */
export const CONTOURS: readonly (readonly number[])[] = [
  // oval
  [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
    176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ],
  // eyes
  [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
  // brows
  [46, 53, 52, 65, 55, 107, 66, 105, 63, 70],
  [276, 283, 282, 295, 285, 336, 296, 334, 293, 300],
  // lips, outer and inner
  [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185],
  [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191],
  // irises
  [469, 470, 471, 472],
  [474, 475, 476, 477],
];

/** What the five key points are, in their order. */
export const KEY_POINT_NAMES = [
  'eye, image left',
  'eye, image right',
  'nose',
  'mouth corner, image left',
  'mouth corner, image right',
] as const;
