// Draws every <div data-chart="ID"> from the JSON in <script id="ID" type="application/json"> (core/charts.py makes it).
// SVG, resized with its box, described for screen readers, and followed by the figures as a table: a chart is never the
// only place of a number. Colours are safe for colour-blind readers; series differ in symbol and dash as well.
(() => {
  "use strict";

  const { library, figures: figuresWord, noFigures } = document.currentScript.dataset;
  const TONES = {
    good: "#2c8a61", normal: "#2f6aa3", watch: "#c08a1e", focus: "#c05a1f", bad: "#a3222b",
    busy: "#6a5ca8", plain: "#7b8490", muted: "#a9a698",
  };
  const SERIES = ["#24507a", "#c05a1f", "#2a8a7f", "#8a6d1f", "#7d5a8c", "#5d6670"];
  const SYMBOLS = ["circle", "triangle", "rect", "diamond", "roundRect", "pin"];
  const DASHES = ["solid", "dashed", "dotted", [6, 3, 2, 3], [2, 4], "solid"];
  // Faint textures, so that stacked parts differ without colour too.
  const DECALS = [
    { symbol: "none" },
    { color: "rgba(255,255,255,.35)", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
    { color: "rgba(255,255,255,.35)", symbol: "circle", symbolSize: .5, dashArrayX: [6, 6], dashArrayY: [6, 6] },
    { color: "rgba(255,255,255,.35)", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
    { color: "rgba(255,255,255,.35)", dashArrayX: [1, 0], dashArrayY: [2, 4] },
    { color: "rgba(255,255,255,.35)", dashArrayX: [2, 4], dashArrayY: [1, 0] },
  ];
  const INK = "#54606d";
  const LINE = "#e2dfd7";
  let loading = null;

  function loadLibrary() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  const number = (value) => (value === null || value === undefined ? "—"
    : Number(value).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 }));
  const withUnit = (value, spec) => `${number(value)}${spec.unit ? ` ${spec.unit}` : ""}`;
  const signed = (value) => `${value > 0 ? "+" : value < 0 ? "−" : "±"}${number(Math.abs(value))}`;
  const toneOf = (item, index) => TONES[item.tone] ?? SERIES[index % SERIES.length];

  const font = getComputedStyle(document.documentElement).getPropertyValue("--tblr-font-sans-serif") || "sans-serif";
  // The family must stand in each label: room for labels is measured without the global one.
  const axisText = { color: INK, fontSize: 12, fontFamily: font };
  const categories = (data, more = {}) => ({
    type: "category", data, axisTick: { show: false }, axisLine: { lineStyle: { color: "#b9b5a9" } },
    axisLabel: { ...axisText, hideOverlap: true }, ...more,
  });
  const values = (spec, more = {}) => ({
    type: "value", name: spec.unit, nameTextStyle: { ...axisText, align: "left", padding: [0, 0, 0, -20] },
    axisLabel: axisText, splitLine: { lineStyle: { color: LINE } }, minInterval: spec.whole ? 1 : undefined, ...more,
  });

  function base(spec) {
    return {
      animation: false,
      textStyle: { fontFamily: font },
      // Rich text is drawn inside the SVG: an HTML tooltip would need inline style attributes.
      tooltip: { renderMode: "richText", confine: true, backgroundColor: "#fff", borderColor: "#cbc6ba", textStyle: { color: "#1d2936", fontSize: 12 } },
      aria: { enabled: true, label: { enabled: true, description: spec.description || spec.title || "" } },
      grid: { left: 8, right: 16, top: spec.unit ? 34 : 20, bottom: 6, containLabel: true },
    };
  }

  const legend = (spec) => ({ data: spec.series.map((series) => series.name), top: 0, right: 8, itemWidth: 22, itemHeight: 9, textStyle: axisText });

  const KINDS = {
    // series of months: {x: [...], series: [{name, values, tone?}]}
    lines: (spec) => ({
      legend: legend(spec), grid: { left: 8, right: 36, top: 36, bottom: 6, containLabel: true },
      tooltip: { ...base(spec).tooltip, trigger: "axis" },
      xAxis: categories(spec.x, { boundaryGap: false }), yAxis: values(spec, { name: "" }),
      series: spec.series.map((series, index) => ({
        type: "line", name: series.name, data: series.values, symbol: SYMBOLS[index], symbolSize: 7,
        color: toneOf(series, index), lineStyle: { width: 2, type: DASHES[index] },
      })),
    }),
    // columns on top of each other: {x, series}
    stacked: (spec) => ({
      legend: legend(spec), grid: { left: 8, right: 16, top: 36, bottom: 6, containLabel: true },
      tooltip: { ...base(spec).tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      aria: { ...base(spec).aria, decal: { show: true, decals: DECALS } },
      xAxis: categories(spec.x), yAxis: values(spec, { name: "" }),
      series: spec.series.map((series, index) => ({
        type: "bar", stack: "all", name: series.name, data: series.values, color: toneOf(series, index), barMaxWidth: 34,
      })),
    }),
    // one bar a row: {items: [{label, value, tone?, url?}]}
    bars: (spec) => ({
      xAxis: values(spec, { name: "" }),
      yAxis: categories(spec.items.map((item) => item.label), { inverse: true }),
      series: [{
        type: "bar", barMaxWidth: 20, label: { show: true, position: "right", color: INK, formatter: (point) => withUnit(point.value, spec) },
        data: spec.items.map((item, index) => ({ value: item.value, itemStyle: { color: toneOf(item, index) }, url: item.url })),
      }],
    }),
    // from one figure to the next: {start: {label, value}, steps: [{label, value, url?}], end: {label, value}}
    waterfall: (spec) => {
      let level = spec.start.value;
      const rows = [{ label: spec.start.label, floor: 0, height: level, tone: "plain", text: number(level) }];
      spec.steps.forEach((step) => {
        rows.push({ label: step.label, floor: Math.min(level, level + step.value), height: Math.abs(step.value),
          tone: step.value < 0 ? "focus" : "good", text: signed(step.value), url: step.url });
        level += step.value;
      });
      rows.push({ label: spec.end.label, floor: 0, height: spec.end.value, tone: "normal", text: number(spec.end.value) });
      const lows = rows.slice(1, -1).map((row) => row.floor).concat(spec.start.value, spec.end.value);
      const top = Math.max(...rows.map((row) => row.floor + row.height));
      const step = top - Math.min(...lows) > 25 ? 10 : 5;
      const lowest = Math.max(0, Math.floor((Math.min(...lows) - 5) / step) * step);
      const highest = Math.ceil((top + 1) / step) * step;
      return {
        // Many steps leave room for the codes only; the full words are in the tip and in the table below.
        xAxis: categories(rows.map((row) => row.label), {
          axisLabel: { ...axisText, interval: 0, width: 84, overflow: "break", formatter: (label) => (rows.length > 8 ? label.split("\n")[0] : label) },
        }),
        yAxis: values(spec, { min: lowest, max: highest, interval: top < 1000 ? step : undefined }),
        tooltip: { ...base(spec).tooltip, formatter: (point) => `${rows[point.dataIndex].label}: ${rows[point.dataIndex].text}` },
        series: [
          { type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, data: rows.map((row) => row.floor) },
          { type: "bar", stack: "all", barMaxWidth: 46,
            label: { show: true, position: "top", color: INK, formatter: (point) => rows[point.dataIndex].text },
            data: rows.map((row) => ({ value: row.height, itemStyle: { color: TONES[row.tone] }, url: row.url })) },
        ],
      };
    },
    // rows against limits: {points: [{x: "2025-03-04", y, label, hit, url?}], limits: [{label, value}], hit_word, other_word}
    scatter: (spec) => {
      const highest = Math.max(...spec.points.map((point) => point.y), ...spec.limits.map((limit) => limit.value));
      const step = 10 ** Math.floor(Math.log10(highest || 1)) / 2;
      const group = (hit, name, index) => ({
        type: "scatter", name, symbol: hit ? "diamond" : "circle", symbolSize: hit ? 13 : 9, color: hit ? TONES.focus : TONES.plain,
        data: spec.points.filter((point) => Boolean(point.hit) === hit)
          .map((point) => ({ value: [point.x, point.y], name: point.label, url: point.url })),
        markLine: index === 0 ? {
          symbol: "none", silent: true, lineStyle: { color: TONES.bad, type: "dashed" },
          data: spec.limits.map((limit) => ({ yAxis: limit.value, label: { formatter: `${limit.label} ${withUnit(limit.value, spec)}`, position: "insideStartTop", color: TONES.bad } })),
        } : undefined,
      });
      return {
        legend: { top: 0, right: 8, textStyle: axisText },
        grid: { left: 8, right: 16, top: 36, bottom: 6, containLabel: true },
        tooltip: { ...base(spec).tooltip, formatter: (point) => `${point.name}\n${point.value[0]}  ${withUnit(point.value[1], spec)}` },
        xAxis: { type: "time", boundaryGap: ["3%", "3%"], axisLabel: { ...axisText, hideOverlap: true }, splitLine: { show: false } },
        yAxis: values(spec, { max: Math.ceil((highest * 1.02) / step) * step }),
        series: [group(true, spec.hit_word, 0), group(false, spec.other_word, 1)],
      };
    },
    // a grid of shares: {x: [...], y: [...], cells: [[xIndex, yIndex, value|null], ...]}
    heat: (spec) => ({
      grid: { left: 8, right: 16, top: 8, bottom: 46, containLabel: true },
      tooltip: { ...base(spec).tooltip, formatter: (point) => `${spec.y[point.value[1]]} · ${spec.x[point.value[0]]}: ${withUnit(point.value[2], spec)}` },
      xAxis: categories(spec.x, { splitArea: { show: true }, axisLabel: { ...axisText, interval: 0, width: 110, overflow: "break" } }), yAxis: categories(spec.y, { inverse: true, splitArea: { show: true } }),
      visualMap: { min: 0, max: spec.max ?? 100, orient: "horizontal", left: "center", bottom: 0, itemHeight: 90, textStyle: axisText,
        inRange: { color: ["#f3e3d3", "#c9d9e8", "#24507a"] } },
      series: [{ type: "heatmap", data: spec.cells, label: { show: spec.cells.length < 120, formatter: (point) => number(point.value[2]) } }],
    }),
  };

  const TABLES = {
    lines: (spec) => [["", ...spec.series.map((s) => s.name)], ...spec.x.map((x, i) => [x, ...spec.series.map((s) => number(s.values[i]))])],
    bars: (spec) => spec.items.map((item) => [item.label, withUnit(item.value, spec)]),
    waterfall: (spec) => [[spec.start.label, number(spec.start.value)], ...spec.steps.map((s) => [s.label, signed(s.value)]), [spec.end.label, number(spec.end.value)]],
    scatter: (spec) => spec.points.map((point) => [point.x, point.label, withUnit(point.y, spec), point.hit ? spec.hit_word : spec.other_word]),
    heat: (spec) => spec.cells.map(([x, y, value]) => [spec.y[y], spec.x[x], withUnit(value, spec)]),
  };
  TABLES.stacked = TABLES.lines;

  const isEmpty = (spec) => [spec.items, spec.points, spec.x, spec.steps].every((part) => !part || part.length === 0);

  function figuresTable(spec) {
    const box = document.createElement("details");
    box.className = "lj-figures";
    const head = document.createElement("summary");
    head.textContent = figuresWord;
    const table = document.createElement("table");
    TABLES[spec.kind](spec).forEach((cells) => {
      const row = table.insertRow();
      cells.forEach((cell) => { row.insertCell().textContent = cell; });
    });
    box.append(head, table);
    return box;
  }

  function specOf(box) {
    const source = document.getElementById(box.dataset.chart);
    return source ? JSON.parse(source.textContent) : null;
  }

  function draw(box) {
    const spec = specOf(box);
    if (!spec || box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    if (isEmpty(spec)) {
      box.classList.add("lj-empty");
      box.textContent = noFigures;
      return;
    }
    if (spec.kind === "bars") box.style.height = `${spec.items.length * 34 + 36}px`;
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption({ ...base(spec), ...KINDS[spec.kind](spec) });
    chart.on("click", (point) => { if (point.data && point.data.url) window.location.assign(point.data.url); });
    new ResizeObserver(() => chart.resize()).observe(box);
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", spec.description || spec.title || "");
    box.after(figuresTable(spec));
  }

  function drawAll(root) {
    const boxes = Array.from(root.querySelectorAll("[data-chart]"));
    if (!boxes.length) return;
    // Labels are measured when a chart is drawn, so the font they stand in must be there first.
    const words = boxes.map((box) => JSON.stringify(specOf(box))).join("");
    const ready = document.fonts.load(`12px ${font}`, words).catch(() => []);
    Promise.all([loadLibrary(), ready]).then(() => boxes.forEach(draw));
  }

  document.addEventListener("DOMContentLoaded", () => drawAll(document));
  document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
})();
