package generator

// Address is where the site stands, as base_url in site.toml says; "" if it does not.
func (r Result) Address() string { return r.tree.Site.BaseURL }
