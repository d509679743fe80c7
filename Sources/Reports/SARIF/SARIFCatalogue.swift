import Bytes
import Findings
import Results

/// The rules and the documents that results have named so far, each with its index.
struct SARIFCatalogue {
  private var rules: [Finding] = []
  private var ruleIndex: [String: Int] = [:]
  private var documents: [(title: String, url: String?, taxa: [String])] = []
  private var documentIndex: [String: Int] = [:]
  private var taxonIndex: [String: Int] = [:]

  /// The index of a finding's rule.
  mutating func index(of finding: Finding) -> Int {
    if let index = ruleIndex[finding.rule] { return index }
    ruleIndex[finding.rule] = rules.count
    rules.append(finding)
    return rules.count - 1
  }

  /// Writes a reference to the place that a citation names.
  mutating func writeReference(_ citation: Citation, to json: inout JSONWriter) {
    let document = documentIndex[citation.title] ?? documents.count
    if document == documents.count {
      documentIndex[citation.title] = document
      documents.append((citation.title, citation.url, []))
    }
    let key = "\(document) \(citation.at)"
    let taxon = taxonIndex[key] ?? documents[document].taxa.count
    if taxon == documents[document].taxa.count {
      taxonIndex[key] = taxon
      documents[document].taxa.append(citation.at)
    }
    json.object { json in
      json.member("id", citation.at)
      json.member("index", taxon)
      json.object("toolComponent") { json in
        json.member("name", citation.title)
        json.member("index", document)
      }
    }
  }

  /// Writes the tool with its rules.
  mutating func writeTool(_ header: Header, to json: inout JSONWriter) {
    json.object("tool") { json in
      json.object("driver") { json in
        json.member("name", "Custos")
        json.member("version", header.toolVersion)
        json.array("rules") { json in
          for rule in rules {
            json.breakLine("  ")
            write(rule, to: &json)
          }
        }
      }
      json.list("extensions", header.packs) { json, pack in
        json.object { json in
          json.member("name", pack.name)
          json.object("shortDescription") { $0.member("text", SARIFText.message(pack.title)) }
          json.member("version", pack.version)
          json.object("properties") { json in
            json.member("digest", pack.digest)
            json.member("rules", pack.rules)
          }
        }
      }
    }
  }

  private mutating func write(_ rule: Finding, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", rule.rule)
      json.object("shortDescription") { $0.member("text", SARIFText.message(rule.title)) }
      json.object("help") { $0.member("text", SARIFText.message(rule.remedy)) }
      json.member("helpUri", rule.citations.first { $0.url != nil }?.url)
      json.object("defaultConfiguration") { $0.member("level", SARIFResult.level(rule.severity)) }
      json.list("relationships", rule.citations) { json, citation in
        json.object { json in
          json.name("target")
          writeReference(citation, to: &json)
          json.member("kinds", ["relevant"])
        }
      }
      json.object("properties") { json in
        json.member("tags", rule.catalogue + [rule.authority.rawValue])
      }
    }
  }

  /// Writes the documents that were cited.
  func writeTaxonomies(to json: inout JSONWriter) {
    json.list("taxonomies", documents) { json, document in
      json.object { json in
        json.member("name", document.title)
        json.member("informationUri", document.url)
        json.list("taxa", document.taxa) { json, taxon in
          json.object { $0.member("id", taxon) }
        }
      }
    }
  }
}
