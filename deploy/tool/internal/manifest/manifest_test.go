package manifest_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/deploy/tool/internal/manifest"
)

const (
	chart      = "../../../helm/dajiu"
	kubernetes = "v1.37.2"
)

// given are the values of a set, with some changed: by path, such as services.order.replicas.
func given(t *testing.T, set string, change map[string]any) map[string]any {
	t.Helper()
	values, err := manifest.Values(filepath.Join(chart, "ci", set+"-values.yaml"))
	require.NoError(t, err)
	for path, value := range change {
		at := values
		parts := strings.Split(path, ".")
		for _, part := range parts[:len(parts)-1] {
			inner, ok := at[part].(map[string]any)
			if !ok {
				inner = map[string]any{}
				at[part] = inner
			}
			at = inner
		}
		at[parts[len(parts)-1]] = value
	}
	return values
}

func TestValuesThatCannotWorkAreRefusedByTheirName(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set    string
		change map[string]any
		says   string
	}{
		"a key that there is not":                  {"default", map[string]any{"replicas": 3}, "replicas"},
		"a service that there is not":              {"default", map[string]any{"services.chauffeur": map[string]any{}}, "chauffeur"},
		"a number that is none":                    {"default", map[string]any{"defaults.replicas": "three"}, "replicas"},
		"no secret":                                {"default", map[string]any{"secret": map[string]any{}}, "secret: name an existing Secret"},
		"simulators in production":                 {"production", map[string]any{"sim.enabled": true}, "sim.enabled"},
		"a production that nobody can call back":   {"production", map[string]any{"publicURL": ""}, "publicURL: needed"},
		"more processes than seats":                {"default", map[string]any{"defaults.autoscaling": map[string]any{"max": 16}}, "max"},
		"releases that together outgrow the seats": {"gray", map[string]any{"services.inventory.autoscaling": map[string]any{"max": 11}}, "services.inventory: up to 17 processes"},
		"fewer at most than at least":              {"default", map[string]any{"services.order.replicas": 9}, "services.order.autoscaling.max: 8 is fewer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := manifest.Render(chart, given(t, c.set, c.change), kubernetes)
			require.ErrorContains(t, err, c.says)
		})
	}
}

// checked renders the production, changes a text in one object of it, and returns what is said against it then.
func checked(t *testing.T, object, from, to string) error {
	t.Helper()
	binary, definitions := os.Getenv("DAJIU_BINARY"), os.Getenv("DAJIU_DEFINITIONS")
	if binary == "" || definitions == "" {
		t.Skip("DAJIU_BINARY or DAJIU_DEFINITIONS is not set: run make deploy-check")
	}
	rendered, err := manifest.Render(chart, given(t, "production", nil), kubernetes)
	require.NoError(t, err)
	hit := object == ""
	for i, o := range rendered {
		if o.String() == object {
			require.Contains(t, o.Text, from)
			changed, err := manifest.Split(o.File, strings.ReplaceAll(o.Text, from, to))
			require.NoError(t, err)
			rendered[i], hit = changed[0], true
		}
	}
	require.True(t, hit, "there is no %s", object)
	raw, err := os.ReadFile(filepath.Join(chart, "ci", "external.yaml"))
	require.NoError(t, err)
	external, err := manifest.Split("external", string(raw))
	require.NoError(t, err)
	schemas, err := manifest.OpenSchemas(definitions)
	require.NoError(t, err)
	_, err = manifest.Check(context.Background(), rendered, external, []*manifest.Schemas{schemas}, binary)
	return err
}

func TestTheProductionIsAsKubernetesAndTheProgramWantIt(t *testing.T) {
	t.Parallel()
	require.NoError(t, checked(t, "", "", ""))
}

func TestWhatAClusterWouldFindTooLateFailsHere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ object, from, to, says string }{
		"a misspelt field":                           {"Deployment/shop-order", "revisionHistoryLimit", "revisionHistoryLimits", "revisionHistoryLimits"},
		"a misspelt field deep inside":               {"Deployment/shop-order", "readOnlyRootFilesystem", "readOnlyRootFileSystem", "readOnlyRootFileSystem"},
		"a word for a number":                        {"HorizontalPodAutoscaler/shop-order", "maxReplicas: 10", "maxReplicas: many", "maxReplicas"},
		"a value that there is not":                  {"PodDisruptionBudget/shop-order", "policy/v1", "policy/v1beta1", "not one of Kubernetes"},
		"a kind that its group has not":              {"PodDisruptionBudget/shop-order", "kind: PodDisruptionBudget", "kind: Budget", "no kind Budget"},
		"a service without pods":                     {"Service/shop-order", "component: order", "component: ordre", "finds no pod"},
		"a service whose port its pods have not":     {"Service/shop-order", "targetPort: rpc", "targetPort: grpc", `has no port "grpc"`},
		"a file of the configuration that is absent": {"Deployment/shop-order", "configMap: {name: shop}", "configMap: {name: shops}", "no ConfigMap/shops"},
		"variables of no Secret":                     {"Deployment/shop-payment", "secretRef: {name: dajiu-payment}", "secretRef: {name: nobody}", "no Secret/nobody"},
		"a scaler of nothing":                        {"HorizontalPodAutoscaler/shop-order", "name: shop-order}", "name: shop-orders}", "scaleTargetRef"},
		"an ingress to no port":                      {"Ingress/shop", "port: {name: http}", "port: {name: https}", "no such port"},
		"a policy for nobody":                        {"NetworkPolicy/shop-gateway", "component: gateway", "component: gate", "finds no pod"},
		"a key that the program does not have":       {"ConfigMap/shop", "trust_proxy", "trusts_proxy", "trusts_proxy"},
		"a value that the program refuses":           {"ConfigMap/shop", "engine: kafka", "engine: kafca", "bus.engine"},
		"a service that the program does not have":   {"Deployment/shop-order", "--services=order", "--services=orders", `there is no "orders"`},
		"a command that the program does not have":   {"Deployment/shop-order", "serve,", "server,", `argument "server"`},
		"a variable for a key that there is not":     {"Deployment/shop-order", "DAJIU_RPC__LISTEN", "DAJIU_RPC__LISTENS", "listens"},
		"a port where the program does not listen":   {"ConfigMap/shop", "private: :9090", "private: :9091", "port private is 9090"},
		"variables of services":                      {"Deployment/shop-order", "enableServiceLinks: false", "enableServiceLinks: true", "variables of services"},
		"a container that may write to its image":    {"Deployment/shop-order", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "may more than it must"},
		"a process that is killed while it drains":   {"Deployment/shop-order", "terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 20", "terminationGracePeriodSeconds"},
		"an image of any release":                    {"Deployment/shop-order", "dajiu:0.1.0", "dajiu:latest", "names no release"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, checked(t, c.object, c.from, c.to), c.says)
		})
	}
}

func TestAKeyThatIsThereTwiceIsRefused(t *testing.T) {
	t.Parallel()
	_, err := manifest.Split("x", "kind: A\nkind: B\n")
	require.Error(t, err)
}
