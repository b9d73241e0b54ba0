package highlight

// Foreign says in plain words what a fence of a language is that other programs draw or run, and this one does
// not; "" for all others. What a query would find is not in the note, so its text says nothing to a reader.
func Foreign(lang string) (label string, query bool) {
	if f, ok := inObsidian[lang]; ok {
		return f + ", runs only in Obsidian", true
	}
	if f, ok := drawn[lang]; ok {
		return f + ", shown as its source", false
	}
	return "", false
}

// inObsidian are languages of Obsidian and its plugins.
var inObsidian = map[string]string{
	"dataview": "Dataview query", "dataviewjs": "Dataview script", "tasks": "Tasks query", "base": "Bases view", "buttons": "Button", "button": "Button",
}

// drawn are languages of pictures. A "query" is Obsidian's search, and in notes on logs often something else.
var drawn = map[string]string{
	"mermaid": "Mermaid diagram", "plantuml": "PlantUML diagram", "puml": "PlantUML diagram", "graphviz": "Graphviz diagram", "dot": "Graphviz diagram", "d2": "D2 diagram",
	"ditaa": "Ditaa diagram", "nomnoml": "Nomnoml diagram", "wavedrom": "WaveDrom diagram", "svgbob": "Svgbob diagram", "pikchr": "Pikchr diagram", "bpmn": "BPMN diagram",
	"excalidraw": "Excalidraw drawing", "tikz": "TikZ drawing", "chart": "Chart", "vega": "Vega chart", "vega-lite": "Vega-Lite chart", "markmap": "Mind map",
	"geojson": "Map", "topojson": "Map", "leaflet": "Map", "query": "Search query",
}
