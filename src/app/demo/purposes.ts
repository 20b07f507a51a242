/** The words of the demonstration for what data is used for. */
export const purposes: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['care.meals', '配餐', 'meals'],
  ['care.visit', '走访慰问', 'visits'],
  ['care.health', '健康服务', 'health services'],
  ['supply.match', '供需对接', 'matching supply and demand'],
  ['emergency.contact', '应急联络', 'contact in an emergency'],
];
