/** Half-abstract pictures of work, always beside the word. The first pattern that fits names the picture. */
const pictures: readonly (readonly [RegExp, string])[] = [
  [/clean|house ?keep|room|domestic|bed|toilet|hygien/i, 'M11 3h2v8h-2zM7 11h10l2 10H5zM9 15v6M12 15v6M15 15v6'],
  [
    /laundry|wash|iron|cloth|garment|linen|tailor|dress|sew/i,
    'M5 4h14v16H5zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM8 6.5h3',
  ],
  [
    /meal|cook|food|kitchen|cuisine|beverage|dish|baker|bread|pastry/i,
    'M4 11h16v3a6 6 0 0 1-6 6h-4a6 6 0 0 1-6-6zM8 8c-1-2 1-2 0-4M13 8c-1-2 1-2 0-4',
  ],
  [
    /infant|child|baby|toddler|nursery/i,
    'M12 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM7 21v-5a5 5 0 0 1 10 0v5M9 13l-3-2M15 13l3-2',
  ],
  [
    /elder|care ?giv|patient|nurs|health|first aid|medic/i,
    'M12 20s-8-4.5-8-10a4.5 4.5 0 0 1 8-2.5A4.5 4.5 0 0 1 20 10c0 5.500-8 10-8 10zM12 9v6M9 12h6',
  ],
  [/electric|wiring|power|solar/i, 'M13 2 5 14h6l-1 8 8-12h-6z'],
  [/plumb|pipe|water|drain/i, 'M4 9h10a4 4 0 0 1 4 4v3M4 5v8M14 5h8M18 5v4M18 19v2'],
  [
    /weld|metal|steel|fabricat|mason|construct|carpent|wood|brick|tile|paint/i,
    'M14 4l6 6-3 3-6-6zM12.500 8.500 4 17l3 3 8.500-8.500',
  ],
  [/computer|software|network|data|digital|programm|office/i, 'M4 5h16v11H4zM9 20h6M12 16v4'],
  [
    /driv|vehicle|automot|motor|engine|truck|transport/i,
    'M4 16v-4l3-6h10l3 6v4zM7 19a2 2 0 1 0 0-4M17 19a2 2 0 1 0 0-4M4 12h16',
  ],
  [/hotel|guest|tour|waiter|service|reception|customer/i, 'M4 18h16M6 18a6 6 0 0 1 12 0M12 12V9M10 9h4'],
  [/beauty|hair|massage|spa|nail/i, 'M6 6a2.500 2.500 0 1 0 0 .1ZM6 18a2.500 2.500 0 1 0 0 .1ZM8 7l12 10M8 17 20 7'],
  [/safety|environment|quality|security|guard/i, 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4'],
  [/communicat|team|workplace|language|english|negotiat|lead/i, 'M4 5h16v10H11l-5 4v-4H4z'],
];
const other = 'M4 8h16v12H4zM9 8V4h6v4M4 13h16';

/** Of a unit of competency or an occupation. */
export const Pictogram = ({ of }: { of: string }) => (
  <svg class="pictogram" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={pictures.find(([pattern]) => pattern.test(of))?.[1] ?? other} />
  </svg>
);
