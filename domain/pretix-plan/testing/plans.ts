// Two plans written by hand: one that keeps every rule, and one that is bent in every way that real ones are.
export const perfectPlan = {
  name: "Small hall",
  size: { width: 400, height: 300 },
  categories: [
    { name: "R", color: "#6b1505" },
    { name: "S", color: "#0a2f55" },
  ],
  zones: [
    {
      name: "Stalls",
      zone_id: "stalls",
      uuid: "b6b1c6d2-4b7e-4b8e-9a52-000000000001",
      position: { x: 100, y: 50 },
      rows: [1, 2].map((number) => ({
        row_number: String(number),
        row_label: `Row ${number}`,
        seat_label: "Seat %s",
        uuid: `b6b1c6d2-4b7e-4b8e-9a52-00000000001${number}`,
        row_number_position: "both",
        position: { x: 0, y: 30 * number },
        seats: [1, 2, 3, 4].map((seat) => ({
          seat_guid: `stalls-${number}-${seat}`,
          seat_number: String(seat),
          uuid: `b6b1c6d2-4b7e-4b8e-9a52-0000000001${number}${seat}`,
          start_direction: seat === 1 ? ">" : null,
          radius: 10,
          position: { x: seat * 25 + (seat > 2 ? 25 : 0), y: 0 },
          category: number === 1 ? "R" : "S",
        })),
      })),
      areas: [
        {
          uuid: "b6b1c6d2-4b7e-4b8e-9a52-000000000900",
          shape: "rectangle",
          color: "#cccccc",
          border_color: "#000000",
          rotation: 0,
          position: { x: 20, y: -30 },
          rectangle: { width: 120, height: 30 },
          text: { text: "STAGE", position: { x: 60, y: 15 }, color: "#000000", size: 16 },
        },
      ],
    },
  ],
};

const seat = (guid: unknown, number: unknown, x: unknown, y: unknown, category: unknown) => ({
  seat_guid: guid,
  seat_number: number,
  position: { x, y },
  category,
});

/** Doubled and unfit ids, fractions, old fields, missing parts, row pieces, a row of two categories, numbers as text. */
export const bentPlan = {
  categories: [
    { name: "9c1a-product-12", color: "javascript:alert(1)" },
    { name: "url(//evil.example)", color: "red;background:url(x)" },
  ],
  zones: [
    {
      displayed: true,
      position: { x: 10.5, y: "20" },
      rows: [
        {
          row_number: "A",
          number_of_seats: 3,
          seats_spacing: 25,
          seats: [
            seat("x-1", "1", 0, 0, "9c1a-product-12"),
            seat("x-1", "1", 25.25, 0.5, "9c1a-product-12"),
            seat("Platz 3 \u202eegral", 3, "50.75", 0, "9c1a-product-12"),
          ],
        },
        {
          row_number: "A",
          position: { x: 100, y: 0 },
          row_number_position: "none",
          seats: [seat("x-4", "4", 0, 0, "9c1a-product-12"), seat("x-5", "5", 25, 0, "9c1a-product-12")],
        },
        {
          row_number: "B",
          seats: [
            seat("x-6", "1", 0, 30, "9c1a-product-12"),
            seat("x-7", "2", 25, 30, "url(//evil.example)"),
            seat("x-8", "", 50, 30, "not listed"),
          ],
        },
        { row_number: "C", seats: [] },
      ],
      areas: [
        { width: 120.5, height: 30.25, position: { x: 0, y: -60 }, text: "Bühne", color: "</style><script>" },
        { shape: "circle", circle: { radius: 12.5 }, position: { x: 0, y: 0 } },
        { shape: "text", text: { text: "Stehplätze Innenraum", position: { x: 0, y: 0 } } },
      ],
    },
    {
      name: "Balcony\u0000\u200b <b>of a name that is far too long for any ticket anybody ever printed</b>",
      position: null,
      rows: [{ row_label: "far too long a row", seats: [{ seat_guid: "x-9", category: "9c1a-product-12" }] }],
    },
  ],
};
